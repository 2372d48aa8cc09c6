interface OpenQuestion {
  readonly answered: Promise<boolean>;
  readonly answer: (isSignedIn: boolean) => void;
}

/**
 * The question for another sign-in that requests of a page can put to the person. Requests that need it at the same
 * time share one question.
 */
export class SignInQuestion {
  #open: OpenQuestion | undefined;
  readonly #listeners = new Set<() => void>();

  /** Asks the person. True once they have signed in again; false if they did not want to. */
  ask(): Promise<boolean> {
    if (this.#open === undefined) {
      let answer: OpenQuestion["answer"] = () => undefined;
      const answered = new Promise<boolean>((resolve) => {
        answer = resolve;
      });
      this.#open = { answered, answer };
      this.#notify();
    }
    return this.#open.answered;
  }

  /** Ends the question; the requests that wait go on, or fail as they had. */
  answer(isSignedIn: boolean): void {
    const open = this.#open;
    this.#open = undefined;
    open?.answer(isSignedIn);
    this.#notify();
  }

  readonly isOpen = (): boolean => this.#open !== undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
