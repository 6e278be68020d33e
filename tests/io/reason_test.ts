import { assert, assertEquals } from "@std/assert";
import { isLookupError, reason } from "../../lib/io/reason.ts";

/** An error as Deno makes them of the system's. */
function systemError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

const LOOKUP = "failed to lookup address information: ";

const REASONS: [error: unknown, words: string][] = [
  [
    systemError("EADDRNOTAVAIL", "Cannot assign requested address"),
    "address not available",
  ],
  [
    systemError("ECONNREFUSED", "No connection could be made because …"),
    "connection refused",
  ],
  [systemError("EHOSTUNREACH", "No route to host"), "no route to host"],
  [systemError("EIO", "Input/output error (os error 5)"), "input/output error"],
  [new Error("out of luck (os error 5)"), "out of luck"],
  [
    new Deno.errors.NotCapable("Requires net"),
    "not allowed; run with --allow-net",
  ],
  [new URIError("invalid host 'a..b': empty label"), "invalid host name"],
  ["not even an error", "not even an error"],
];

/** What systems say when a name is not found, or cannot be looked up now. */
const LOOKUPS: [system: string, message: string, words: string][] = [
  ["glibc", `${LOOKUP}Name or service not known`, "host not found"],
  ["glibc", `${LOOKUP}No address associated with hostname`, "host not found"],
  ["musl", `${LOOKUP}Name does not resolve`, "host not found"],
  [
    "BSD",
    `${LOOKUP}nodename nor servname provided, or not known`,
    "host not found",
  ],
  ["Windows", "No such host is known. (os error 11001)", "host not found"],
  [
    "glibc",
    `${LOOKUP}Temporary failure in name resolution`,
    "temporary failure in name resolution",
  ],
  ["musl", `${LOOKUP}Try again`, "temporary failure in name resolution"],
  [
    "Windows",
    "This is usually a temporary error during hostname resolution … (os error 11002)",
    "temporary failure in name resolution",
  ],
];

for (const [error, words] of REASONS) {
  Deno.test(`reason() says of ${error}: ${words}`, () => {
    assertEquals(reason(error), words);
    assert(!isLookupError(error));
  });
}

for (const [system, message, words] of LOOKUPS) {
  Deno.test(`reason() knows ${system}'s "${message}"`, () => {
    const error = new Error(message);
    assertEquals(reason(error), words);
    assert(isLookupError(error));
  });
}

Deno.test("reason() keeps the words of another failure of name lookup", () => {
  const words = "Non-recoverable failure in name resolution";
  assertEquals(
    reason(new Error(LOOKUP + words)),
    "non-recoverable failure in name resolution",
  );
});

Deno.test("reason() knows what the system really throws", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = { hostname: "127.0.0.1", port: listener.addr.port };
  const listen = (hostname: string, port: number) =>
    Promise.try(() => Deno.listen({ hostname, port }).close()).catch(reason);
  const inUse = await listen(address.hostname, address.port);
  // Addresses for documentation (RFC 5737), which no machine has.
  const notAvailable = await listen("192.0.2.1", 0);
  listener.close();
  const refused = await Deno.connect(address).catch(reason);
  const invalid = await Deno.connect({ hostname: "a..b", port: 1 })
    .catch(reason);
  assertEquals<unknown>([inUse, notAvailable, refused, invalid], [
    "address already in use",
    "address not available",
    "connection refused",
    "invalid host name",
  ]);
});

Deno.test("reason() knows a lookup that really fails", async () => {
  // A zone that is no interface: no name server is asked.
  const words = await Deno.connect({ hostname: "fe80::1%nosuch", port: 1 })
    .catch(reason);
  assertEquals<unknown>(words, "host not found");
});
