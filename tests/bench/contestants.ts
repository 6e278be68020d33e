/**
 * Who takes part in the benchmark.
 */
const path = (relative: string) => `${import.meta.dirname}/${relative}`;

/** The program's entry. */
export const MAIN = path("../../main.ts");

/** A client to measure. */
export interface Contestant {
  /** What the table calls it. */
  readonly name: string;
  /** Its command line, to enter a room of the server on a port of this machine. */
  command(port: number): string[];
  /** What it must be told to enter, as it has no options for that. */
  readonly entry?: string;
}

/** A Deno program's command line, with the permission that parley needs. */
export function deno(file: string, ...args: string[]): string[] {
  return [Deno.execPath(), "run", "--allow-net", file, ...args];
}

/** The program in a file, as a client. */
function parley(name: string, file: string): Contestant {
  const options = ["-r", "room", "-n", "bob", "--eol", "lf", "--pace", "0"];
  return {
    name,
    command: (port) => deno(file, ...options, `127.0.0.1:${port}`),
  };
}

/** The name of the program's sources among the contestants. */
export const SOURCES = "main.ts";

const FLOOR: Contestant = {
  name: "floor",
  command: (port) => deno(path("floor.ts"), String(port), "bob"),
};

const PYTHON: Contestant = {
  name: "Python select",
  command: (port) => [
    "python3",
    path("select_client.py"),
    String(port),
    "bob",
  ],
};

const NC: Contestant = {
  name: "nc",
  command: (port) => ["nc", "127.0.0.1", String(port)],
  entry: "/join room\n/nick bob\n",
};

/** All that can run here: the bundle and the others. Says what is missing. */
export async function contestants(bundle: string): Promise<Contestant[]> {
  const present = [
    parley("parley", bundle),
    parley(SOURCES, MAIN),
    FLOOR,
  ];
  for (const [who, program] of [[PYTHON, "python3"], [NC, "nc"]] as const) {
    if (await exists(program)) present.push(who);
    else console.log(`${who.name}: skipped, there is no ${program} here`);
  }
  return present;
}

async function exists(program: string): Promise<boolean> {
  try {
    await new Deno.Command(program, { args: ["-h"] }).output();
    return true;
  } catch {
    return false;
  }
}
