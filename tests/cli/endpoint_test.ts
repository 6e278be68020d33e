import { assertEquals, assertThrows } from "@std/assert";
import { readEndpoint } from "../../lib/cli/endpoint.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";

/** The words in place of an endpoint, an `-p` among them, and what they name. */
const ENDPOINTS: [
  command: "chat" | "serve",
  words: string[],
  host: string,
  port: number,
][] = [
  ["chat", [], "34.73.23.1", 5220],
  ["serve", [], "127.0.0.1", 5220],
  ["chat", ["-p", "80"], "34.73.23.1", 80],
  ["chat", ["-p", " 80 "], "34.73.23.1", 80],
  ["chat", ["a.org"], "a.org", 5220],
  ["chat", ["a.org."], "a.org.", 5220],
  ["chat", ["a_b-c"], "a_b-c", 5220],
  ["chat", ["a.org:80"], "a.org", 80],
  ["chat", ["a.org:00080"], "a.org", 80],
  ["chat", ["a.org", "80"], "a.org", 80],
  ["chat", ["a.org", "-p", "80"], "a.org", 80],
  ["chat", ["tcp://a.org:80"], "a.org", 80],
  ["chat", ["TCP://A.org"], "A.org", 5220],
  ["chat", ["tcp://a.org/", "80"], "a.org", 80],
  ["chat", ["a.org/"], "a.org", 5220],
  ["chat", ["a.org:80/"], "a.org", 80],
  ["chat", [" a.org:80\n"], "a.org", 80],
  ["chat", ["a.org", " 80 "], "a.org", 80],
  ["chat", ["127.0.0.1:80"], "127.0.0.1", 80],
  ["chat", ["[::1]"], "::1", 5220],
  ["chat", ["[::1]:65535"], "::1", 65535],
  ["chat", ["[::1]", "80"], "::1", 80],
  ["chat", ["tcp://[::]:80/"], "::", 80],
  ["chat", ["[::ffff:127.0.0.1]:80"], "::ffff:127.0.0.1", 80],
  ["chat", ["[fe80::1%br-lan]:80"], "fe80::1%br-lan", 80],
  ["chat", ["[fe80::1%25]"], "fe80::1%25", 5220],
  ["chat", ["bücher.example"], "xn--bcher-kva.example", 5220],
  ["chat", ["BÜCHER.example:80"], "xn--bcher-kva.example", 80],
  ["chat", ["xn--bcher-kva.example"], "xn--bcher-kva.example", 5220],
  ["serve", ["5221"], "127.0.0.1", 5221],
  ["serve", ["0"], "127.0.0.1", 0],
  ["serve", ["0.0.0.0:0"], "0.0.0.0", 0],
  ["serve", ["[::]", "5221"], "::", 5221],
  ["serve", ["-p", "0"], "127.0.0.1", 0],
];

/** The same, and what is said about them. */
const ERRORS: [command: "chat" | "serve", words: string[], message: string][] =
  [
    ["chat", ["5220"], "5220 is a port, not a HOST; write HOST:5220"],
    ["chat", ["5220", "80"], "5220 is a port, not a HOST; write HOST:5220"],
    ["chat", ["a:0"], "port must be between 1 and 65535, not 0"],
    ["chat", ["a", "65536"], "port must be between 1 and 65535, not 65536"],
    ["chat", ["-p", "80x"], "port must be between 1 and 65535, not 80x"],
    ["chat", ["a:http"], "port must be between 1 and 65535, not http"],
    ["chat", ["a:80/x"], "port must be between 1 and 65535, not 80/x"],
    ["serve", ["70000"], "port must be between 0 and 65535, not 70000"],
    ["chat", ["a:80", "81"], "the port is given twice: 80 and 81"],
    ["chat", ["a:80", "-p", "80"], "the port is given twice: 80 and 80"],
    ["chat", ["a", "80", "-p", "81"], "the port is given twice: 80 and 81"],
    ["serve", ["80", "-p", "81"], "the port is given twice: 80 and 81"],
    ["serve", ["80", "81"], "the port is given twice: 80 and 81"],
    ["chat", ["a:"], 'PORT is missing: "a:"'],
    ["chat", ["[::1]:"], 'PORT is missing: "[::1]:"'],
    ["chat", ["tcp://a:/"], 'PORT is missing: "tcp://a:/"'],
    ["chat", [":5220"], 'HOST is missing: ":5220"'],
    ["serve", [":5220"], 'HOST is missing: ":5220"'],
    ["chat", [""], 'HOST is missing: ""'],
    ["chat", [" "], 'HOST is missing: ""'],
    ["chat", ["/"], 'HOST is missing: "/"'],
    ["chat", ["tcp://"], 'HOST is missing: "tcp://"'],
    ["chat", ["[]:80"], 'HOST is missing: "[]:80"'],
    ["chat", ["http://a"], "only tcp:// may stand before HOST, not http://"],
    ["chat", ["a b"], "not a HOST or HOST:PORT: a b"],
    ["chat", ["a/b"], "not a HOST or HOST:PORT: a/b"],
    ["chat", ["me@a"], "not a HOST or HOST:PORT: me@a"],
    ["chat", ["mé@a/b"], "not a HOST or HOST:PORT: mé@a/b"],
    ["chat", ["a..b"], "not a HOST or HOST:PORT: a..b"],
    ["chat", ["-a"], "not a HOST or HOST:PORT: -a"],
    ["chat", ["\u200b"], "not a HOST or HOST:PORT: \u200b"],
    ["chat", ["[a.org]"], "not a HOST or HOST:PORT: [a.org]"],
    ["chat", ["[1.2.3.4]"], "not a HOST or HOST:PORT: [1.2.3.4]"],
    ["chat", ["[::1::2]"], "not a HOST or HOST:PORT: [::1::2]"],
    ["chat", ["[fe80::1%]"], "not a HOST or HOST:PORT: [fe80::1%]"],
    ["chat", ["[::1"], "not a HOST or HOST:PORT: [::1"],
    ["chat", ["[::1]80"], "not a HOST or HOST:PORT: [::1]80"],
    ["chat", ["localhost:1:2"], "port must be between 1 and 65535, not 1:2"],
  ];

/** IPv6 addresses without brackets, however many colons they have. */
const UNBRACKETED = [
  "::",
  "::1",
  "::1:5220",
  "1::",
  "fe80::1",
  "fe80::1%br-lan",
  "2001:db8:0:0:0:0:0:1",
  "2001:db8:0:0:0:0:0:1:5220",
  "::ffff:127.0.0.1",
  "tcp://fe80::1/",
];

/** Tells an `-p` and its value from the other words. */
function endpoint(command: "chat" | "serve", words: readonly string[]) {
  const [host = [], port = null] = words.includes("-p")
    ? [words.slice(0, -2), words.at(-1)]
    : [words];
  return readEndpoint(command, host, port);
}

for (const [command, words, host, port] of ENDPOINTS) {
  Deno.test(`readEndpoint() reads ${JSON.stringify(words)} for ${command}`, () => {
    assertEquals(endpoint(command, words), { host, port });
  });
}

for (const [command, words, message] of ERRORS) {
  Deno.test(`readEndpoint() refuses ${JSON.stringify(words)} for ${command}`, () => {
    const error = assertThrows(() => endpoint(command, words), UsageError);
    assertEquals(error.message, message);
  });
}

for (const word of UNBRACKETED) {
  Deno.test(`readEndpoint() tells of brackets for ${word}`, () => {
    const error = assertThrows(() => endpoint("chat", [word]), UsageError);
    assertEquals(
      error.message,
      `an IPv6 address goes in brackets, as in [::1]:5220, not ${word}`,
    );
  });
}
