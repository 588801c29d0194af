// Somebody else's server, from which inputs come and to which callbacks go, with the faults that a test gives it.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface Source {
  /** 127.0.0.1:port */
  readonly host: string;
  close(): Promise<void>;
}

export async function listen(answer: RequestListener, port = 0): Promise<Source> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
