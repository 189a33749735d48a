import { expect } from "expect";
import { join } from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { redirected } from "../../tools/data/ask.ts";
import { fetchSource } from "../../tools/data/fetch_source.ts";
import { Progress } from "../../tools/data/progress.ts";
import {
  type Answer,
  bytes,
  type Fetched,
  fetchFrom,
  filesIn,
  give,
  HURRY,
  IMPATIENCE,
  sha256,
  withServer,
} from "./data_server.ts";

const published = { bytes: bytes.length, checksum: sha256(bytes) };
const file = "set/set.bin";
const part = ".downloads/set.bin.part";

/** Downloads the published file; `first` is another run before, to leave something behind. */
async function downloaded(answer: Answer, first?: Answer, patience = HURRY): Promise<Fetched> {
  let fetched: Fetched | undefined;
  await withServer(async (server, folder) => {
    if (first) await fetchFrom(server, folder, first, published);
    fetched = await fetchFrom(server, folder, answer, published, patience);
    if (fetched.outcome === "done") {
      expect(await filesIn(folder)).toEqual([file]);
      expect(sha256(await Deno.readFile(join(folder, file)))).toBe(published.checksum);
    } else expect(await filesIn(folder)).not.toContain(file);
  });
  return fetched!;
}

/** Leaves what it got when it gives up: 100 000 bytes of version "1". */
const leavesPart: Answer = (response, request, visit) =>
  visit === 0 ? give(bytes, { cut: 100_000 })(response, request, 0) : void response.writeHead(403).end();

describe("a download", () => {
  it("ends under its final name, and leaves nothing else", async () => {
    expect(await downloaded(give(bytes))).toEqual({ outcome: "done", told: "", visits: ["/set.bin"] });
  });
  it("is not made when the file is there", () =>
    withServer(async (server, folder) => {
      await fetchFrom(server, folder, give(bytes), published);
      expect((await fetchFrom(server, folder, give(bytes), published)).visits).toEqual([]);
    }));
  it("goes on where the connection was cut", async () => {
    const { outcome, told, visits } = await downloaded((response, request, visit) =>
      give(bytes, visit < 2 ? { cut: 100_000 * (visit + 1) } : {})(response, request, visit)
    );
    expect(outcome).toBe("done");
    expect(visits).toEqual(["/set.bin", "/set.bin bytes=100000-", "/set.bin bytes=200000-"]);
    expect(told).toContain("set: HOST broke off (error reading a body from connection); another attempt now\n");
  });
  it("goes on in a later run", async () => {
    const { outcome, visits } = await downloaded(give(bytes), leavesPart);
    expect([outcome, visits]).toEqual(["done", ["/set.bin bytes=100000-"]]);
  });
  it("gives up after some attempts, and keeps what it has", () =>
    withServer(async (server, folder) => {
      const { outcome, visits } = await fetchFrom(server, folder, give(bytes, { cut: 100_000 }), published);
      expect(outcome).toMatch(/^HOST broke off .*, and so after 4 attempts$/);
      expect(visits.length).toBe(4);
      expect((await Deno.stat(join(folder, part))).size).toBe(100_000);
    }));
  it("begins again where the server gives no parts", async () => {
    const { outcome, visits } = await downloaded(
      (response) => void response.writeHead(200, { "content-length": bytes.length }).end(bytes),
      leavesPart,
    );
    expect([outcome, visits]).toEqual(["done", ["/set.bin bytes=100000-"]]);
  });
  it("begins again where the file has changed", async () => {
    const old = give(bytes.map((byte) => byte ^ 1), { etag: '"0"', cut: 100_000 });
    const { outcome } = await downloaded(
      give(bytes),
      (response, request, visit) => visit === 0 ? old(response, request, 0) : void response.writeHead(403).end(),
    );
    expect(outcome).toBe("done");
  });
  it("begins again where the server's mark of the rest is another, or its place", async () => {
    for (
      const wrong of [{ etag: '"2"', "content-range": "bytes 100000-299999/300000" }, {
        etag: '"1"',
        "content-range": "bytes 99999-299999/300000",
      }]
    ) {
      const { outcome, visits, told } = await downloaded(
        (response, request, visit) =>
          visit > 0 ? give(bytes)(response, request, visit) : void response.writeHead(206, wrong).end(bytes),
        leavesPart,
      );
      expect([outcome, visits]).toEqual(["done", ["/set.bin bytes=100000-", "/set.bin"]]);
      expect(told).toContain("does not give the rest of the file");
    }
  });
  it("does not put together parts of a server that does not mark versions", async () => {
    const { outcome, visits } = await downloaded((response, _request, visit) => {
      response.writeHead(200, { "content-length": bytes.length });
      if (visit > 0) response.end(bytes);
      else response.write(bytes.subarray(0, 50_000), () => setTimeout(() => response.destroy(), 20));
    });
    expect([outcome, visits]).toEqual(["done", ["/set.bin", "/set.bin"]]);
  });
  it("begins again after a part that is longer than the file (416)", () =>
    withServer(async (server, folder) => {
      await fetchFrom(server, folder, leavesPart, published);
      await Deno.writeFile(join(folder, part), new Uint8Array(250_000), { append: true });
      const { outcome, visits } = await fetchFrom(server, folder, give(bytes), published);
      expect([outcome, visits]).toEqual(["done", ["/set.bin bytes=350000-", "/set.bin"]]);
    }));
  it("needs no server when the part is whole", () =>
    withServer(async (server, folder) => {
      await fetchFrom(server, folder, leavesPart, published);
      await Deno.writeFile(join(folder, part), bytes);
      const { outcome, visits } = await fetchFrom(server, folder, give(bytes), published);
      expect([outcome, visits]).toEqual(["done", []]);
    }));
  it("waits for another task that downloads into the same folder, and takes what that brought", () =>
    withServer(async (server, folder) => {
      const slow: Answer = (response, request, visit) =>
        void setTimeout(() => give(bytes)(response, request, visit), 100);
      const both = [fetchFrom(server, folder, slow, published), fetchFrom(server, folder, slow, published)];
      const [first, second] = await Promise.all(both);
      expect([first!.outcome, second!.outcome, server.visits]).toEqual(["done", "done", ["/set.bin"]]);
      expect(first!.told + second!.told).toBe("set: another task is downloading into this folder; waiting for it\n");
      expect(await filesIn(folder)).toEqual([file]);
    }));
});

describe("a server that lies", () => {
  it("about the length, too long: refused at once where the size is published, else when it gives no more", () =>
    withServer(async (server, folder) => {
      const long: Answer = (response) => {
        response.writeHead(200, { "content-length": bytes.length + 5 });
        response.write(bytes, () => setTimeout(() => response.destroy(), 20));
      };
      expect((await downloaded(long)).outcome)
        .toBe("ADDRESS/set.bin gives 300005 bytes, expected 300000");
      expect((await fetchFrom(server, folder, long)).outcome).toMatch(/^HOST broke off .*, and so after 4 attempts$/);
      expect(await filesIn(folder)).not.toContain(file);
    }));
  it("about the length of the rest costs the part, which may be of another file", () =>
    withServer(async (server, folder) => {
      await fetchFrom(server, folder, leavesPart, published);
      const long = give(new Uint8Array(400_000));
      expect((await fetchFrom(server, folder, long, published)).outcome)
        .toBe("ADDRESS/set.bin gives 400000 bytes, expected 300000");
      expect((await fetchFrom(server, folder, give(bytes), published)).visits).toEqual(["/set.bin"]);
    }));
  it("about the length, too short: the file is refused", async () => {
    const { outcome } = await downloaded((response) => {
      response.socket!.end(`HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n${"x".repeat(300_000)}`);
    });
    expect(outcome).toBe("ADDRESS/set.bin gives 5 bytes, expected 300000");
  });
  it("and sends without end is stopped", async () => {
    const { outcome } = await downloaded((response) => {
      const more = (): void => void response.write(bytes, (error) => error ? undefined : more());
      more();
    });
    expect(outcome).toBe("ADDRESS/set.bin gives more than 300000 bytes");
  });
  it("and sends other bytes is found out, and they are not kept", () =>
    withServer(async (server, folder) => {
      const other = bytes.map((byte, i) => i === 200_000 ? byte ^ 1 : byte);
      const { outcome } = await fetchFrom(server, folder, give(other), published);
      expect(outcome).toBe(`the file has the checksum ${sha256(other)}, expected ${published.checksum}`);
      expect(await filesIn(folder)).toEqual([]);
    }));
  it("and sends a web page is found out, by its type or by how it begins", async () => {
    for (const type of ["text/html; charset=utf-8", "application/octet-stream"]) {
      const page = "\n<!DOCTYPE html><title>Please log in</title>";
      const { outcome } = await downloaded((response) =>
        void response.writeHead(200, { "content-type": type }).end(page)
      );
      expect(outcome).toBe("ADDRESS/set.bin gives a web page instead of the file");
    }
  });
  it("and sends another kind of file is found out, one unpacked on the way, too", () =>
    withServer(async (server, folder) => {
      const url = `${server.address}/set.tar.gz`;
      const progress = new Progress("set", { columns: 0, write: () => {}, now: () => 0 });
      server.answer = (response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(bytes));
      await expect(fetchSource({ url, gives: ["a.tar.gz"] }, { folder, url, patience: HURRY, progress })).rejects
        .toThrow(
          "gives something that does not begin as .gz does (perhaps it was unpacked on the way) instead of the file",
        );
      expect(await filesIn(folder)).toEqual([]);
    }));
  it("and sends a web page does not cost the part that is there", () =>
    withServer(async (server, folder) => {
      await fetchFrom(server, folder, leavesPart, published);
      const page: Answer = (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>");
      await fetchFrom(server, folder, page, published);
      expect((await fetchFrom(server, folder, give(bytes), published)).visits).toEqual(["/set.bin bytes=100000-"]);
    }));
  it("and sends nothing is found out", async () => {
    expect((await downloaded((response) => void response.writeHead(200).end())).outcome)
      .toBe("ADDRESS/set.bin gives nothing instead of the file");
  });
});

describe("a server that keeps one waiting", () => {
  it("gets no longer than patience lasts for an answer", async () => {
    const { outcome, visits } = await downloaded(() => {}, undefined, IMPATIENCE);
    expect([outcome, visits.length]).toEqual(["HOST gave no answer for 0.3 s, and so after 4 attempts", 4]);
  });
  it("gets no longer for the next bytes, and is asked for the rest", async () => {
    const { outcome, told, visits } = await downloaded(
      (response, request, visit) => {
        if (visit > 0) return give(bytes)(response, request, visit);
        response.writeHead(200, { etag: '"1"', "content-length": bytes.length }).write(bytes.subarray(0, 1000));
      },
      undefined,
      IMPATIENCE,
    );
    expect([outcome, visits]).toEqual(["done", ["/set.bin", "/set.bin bytes=1000-"]]);
    expect(told).toContain("set: HOST sent nothing for 0.3 s; another attempt now\n");
  });
});

describe("what a server answers", () => {
  const status = (code: number, headers: Record<string, string> = {}): Answer => (response) =>
    void response.writeHead(code, headers).end();
  /** First such an answer, then the file. */
  const then = (first: Answer): Answer => (response, request, visit) =>
    (visit === 0 ? first : give(bytes))(response, request, visit);

  it("404 and 410: nothing is there any more, asked once", async () => {
    expect(await downloaded(status(404))).toMatchObject({
      outcome: "nothing is there any more: ADDRESS/set.bin answers 404 Not Found",
      visits: ["/set.bin"],
    });
    expect((await downloaded(status(410))).outcome)
      .toBe("nothing is there any more: ADDRESS/set.bin answers 410 Gone");
  });
  it("403: asked once", async () => {
    expect(await downloaded(status(403)))
      .toMatchObject({ outcome: "ADDRESS/set.bin answers 403 Forbidden", visits: ["/set.bin"] });
  });
  it("500 and 503: asked again, and at last given up", async () => {
    expect((await downloaded(then(status(500)))).outcome).toBe("done");
    const { outcome, visits } = await downloaded(status(503));
    expect([outcome, visits.length]).toEqual([
      "ADDRESS/set.bin answers 503 Service Unavailable, and so after 4 attempts",
      4,
    ]);
  });
  it("Retry-After: asked again when that is soon, given up when it is not", async () => {
    expect((await downloaded(then(status(503, { "retry-after": "0" })))).outcome).toBe("done");
    const past = new Date(0).toUTCString();
    expect((await downloaded(then(status(429, { "retry-after": past })))).outcome).toBe("done");
    expect((await downloaded(then(status(503, { "retry-after": "soon" })))).outcome).toBe("done");
    expect(await downloaded(then(status(503, { "retry-after": "3600" })))).toMatchObject({
      outcome: "ADDRESS/set.bin answers 503 Service Unavailable and asks to come back in 3600 s",
      visits: ["/set.bin"],
    });
  });
  it("redirects are followed, to another host, too", async () => {
    const { outcome, visits } = await downloaded((response, request, visit) => {
      if (visit > 0) return give(bytes)(response, request, visit);
      const port = new URL(`http://${request.headers.host}`).port;
      response.writeHead(302, { location: `http://localhost:${port}/there` }).end();
    });
    expect([outcome, visits]).toEqual(["done", ["/set.bin", "/there"]]);
  });
  it("redirects in a circle end", async () => {
    const { outcome, visits } = await downloaded(status(301, { location: "/set.bin" }));
    expect([outcome, visits.length]).toEqual(["ADDRESS/set.bin redirects more than 5 times", 6]);
  });
  it("redirects to no address, to a file or to data are refused", async () => {
    expect((await downloaded(status(302))).outcome).toBe("ADDRESS/set.bin redirects to nowhere");
    expect((await downloaded(status(302, { location: "http://[" }))).outcome)
      .toBe("ADDRESS/set.bin redirects to nowhere");
    for (const location of ["file:///etc/passwd", "data:text/plain,x"]) {
      expect((await downloaded(status(302, { location }))).outcome)
        .toBe(`ADDRESS/set.bin redirects to ${location}: refused`);
    }
  });
  it("redirects from https to http are refused, those to https are not", () => {
    const from = new URL("https://a.example/set.bin");
    expect(() => redirected(from, "http://a.example/there")).toThrow(
      "https://a.example/set.bin redirects to http://a.example/there, which is not encrypted: refused",
    );
    expect(redirected(from, "/there").href).toBe("https://a.example/there");
    expect(redirected(new URL("http://a.example"), "https://b.example/x").href).toBe("https://b.example/x");
  });
});
