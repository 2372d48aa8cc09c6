import type { BrowserContext, Page } from "playwright-core";

/** The names of this machine; passkeys need the second one. */
const OWN_HOSTS = ["127.0.0.1", "localhost"];

/** What went wrong in a page: errors of its code, refusals of the policy, requests that failed. */
export class PageTrouble {
  readonly #found: string[] = [];
  #expected: readonly number[] = [];

  /** Answers with these statuses are part of what the next steps test. */
  expectStatuses(...statuses: readonly number[]): void {
    this.#expected = statuses;
  }

  /** Everything that was found, and that no step expected. */
  get found(): readonly string[] {
    return this.#found;
  }

  watch(page: Page): void {
    page.on("pageerror", (error) => this.#found.push(`error: ${error.message}`));
    page.on("console", (message) => {
      // Chromium repeats each refused request here; `response` below has it with its address.
      const isRequest = message.text().startsWith("Failed to load resource");
      if (["error", "warning"].includes(message.type()) && !isRequest) {
        this.#found.push(`console: ${message.text()}`);
      }
    });
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // A page that is left, or a search that goes on, ends its own requests.
      if (reason !== "net::ERR_ABORTED") this.#found.push(`request: ${request.url()} ${reason}`);
    });
    page.on("response", (response) => {
      const status = response.status();
      if (status < 400 || this.#expected.includes(status)) return;
      this.#found.push(`status ${status}: ${response.request().method()} ${response.url()}`);
    });
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith("http") && !OWN_HOSTS.includes(hostname)) {
        this.#found.push(`another host: ${request.url()}`);
      }
    });
  }
}

/** A page of this context whose troubles are collected. */
export async function openWatched(context: BrowserContext, trouble: PageTrouble): Promise<Page> {
  const page = await context.newPage();
  trouble.watch(page);
  return page;
}
