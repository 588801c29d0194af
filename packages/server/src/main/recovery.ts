// While the jobs of a former server are put in order, capabilities and descriptions are answered already; whatever concerns jobs waits for that.
import type { Operation, Service } from "../core/operation.js";

export interface Recovery {
  /** The same service, with operations on jobs held back until the end. They fail as it fails. */
  gate(service: Service): Service;
  run(recover: () => Promise<void>): Promise<void>;
  isOver(): boolean;
}

const aboutProcesses: readonly Operation["kind"][] = ["list-processes", "describe"];

export function makeRecovery(): Recovery {
  let isOver = false;
  let begin: (ended: Promise<void>) => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const told = ended.then(() => {
    isOver = true;
  });
  // Whoever runs it hears of a failure; there may be no operation that waits.
  told.catch(() => undefined);
  return {
    gate: (service) => ({
      async perform(operation, caller) {
        if (!isOver && !aboutProcesses.includes(operation.kind)) await told;
        return service.perform(operation, caller);
      },
    }),
    run(recover) {
      begin(recover());
      return told;
    },
    isOver: () => isOver,
  };
}
