import { type Browser, chromium } from "playwright-core";
import { routes } from "../src/contract/routes.ts";
import { type Figure, figure, median, note, show } from "./report.ts";
import type { Server } from "./server.ts";

/** The figures of one first visit of a page. */
interface Visit {
  /** From the start of the navigation until the first row is in the document. */
  readonly firstRowMs: number;
  /** Over the network, with headers, until then. */
  readonly kilobytes: number;
  readonly requests: number;
}

const VISITS = 5;
const ROW = "tbody tr a";

/** First visits of the page of users, each in a browser profile with an empty cache. */
export async function measureFirstRow(server: Server): Promise<readonly Figure[]> {
  const executablePath = process.env["MUSTER_CHROMIUM"] ?? "/usr/bin/chromium";
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const cookie = await openSession(server);
  const browser = await chromium.launch({ executablePath, headless: true, args });
  const visits: Visit[] = [];
  try {
    // One more visit warms up the server and the browser.
    for (let visit = 0; visit <= VISITS; visit += 1) visits.push(await visitUsers(browser, server, cookie));
  } finally {
    await browser.close();
  }
  const taken = visits.slice(1);
  const [row, size, requests] = [
    median(taken.map(({ firstRowMs }) => firstRowMs)),
    median(taken.map(({ kilobytes }) => kilobytes)),
    median(taken.map((visit) => visit.requests)),
  ];
  note(`first row after ${show(row, "ms")}, ${show(size, "kB")}`);
  return [
    figure(
      "first row of the users page",
      show(row, "ms"),
      `first visit in headless Chromium with an empty cache, from the start of the navigation; median of ${VISITS}`,
    ),
    figure(
      "transferred for it",
      show(size, "kB"),
      `compressed bodies with headers, in ${requests} requests, up to the first row; median of ${VISITS}`,
    ),
  ];
}

/** The cookie of a person who may read the directory. */
async function openSession({ client, org, url }: Server): Promise<string> {
  const body = { name: "reader@example.com", role: "reader" } as const;
  const { link } = await client.call(routes.invitePerson, { params: { org }, body });
  const code = link === null ? "" : new URL(link).hash.slice(1);
  const answer = await fetch(`${url}${routes.redeemLink.path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ link: code, password: "correct horse battery" }),
  });
  if (answer.status !== 201) throw new Error(`no session: ${await answer.text()}`);
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

async function visitUsers(browser: Browser, { url, org }: Server, cookie: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  let bytes = 0;
  let requests = 0;
  network.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.goto(`${url}/organizations/${org}/users`, { waitUntil: "commit" });
  await page.locator(ROW).first().waitFor({ state: "attached" });
  const visit = {
    firstRowMs: Number(await page.evaluate("performance.now()")),
    kilobytes: bytes / 1_000,
    requests,
  };
  await context.close();
  return visit;
}
