// A look-up of names that knows only addresses which were vetted before, so that a connection goes to no other, whatever the name says by then.

/** One address, as Node.js gives and takes them. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

type Found = (error: Error | null, address: string | Address[], family?: number) => void;

/** For the option `lookup` of a connection: the first of these addresses or, where all are asked for, each. */
export function lookupAmong(addresses: readonly Address[]) {
  return (_host: string, { all }: { readonly all?: boolean | undefined }, found: Found): void => {
    const [first] = addresses;
    if (all === true) found(null, [...addresses]);
    else if (first === undefined) found(new Error("no address"), "", 4);
    else found(null, first.address, first.family);
  };
}
