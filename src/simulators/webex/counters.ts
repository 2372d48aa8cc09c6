/** The requests and refusals since the start. */
export class Counters {
  #requests = 0;
  readonly #byRoute = new Map<string, number>();
  readonly #byStatus = new Map<number, number>();

  /** Counts a request: `PATCH /Users`. */
  countRequest(route: string): void {
    this.#requests += 1;
    this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + 1);
  }

  /** Counts an answer that refuses its request. */
  countRefusal(status: number): void {
    this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1);
  }

  /** The counts as the state shows them. */
  read() {
    return {
      requests: { total: this.#requests, byRoute: Object.fromEntries(this.#byRoute) },
      refusals: {
        total: [...this.#byStatus.values()].reduce((sum, count) => sum + count, 0),
        byStatus: Object.fromEntries(this.#byStatus),
      },
    };
  }
}
