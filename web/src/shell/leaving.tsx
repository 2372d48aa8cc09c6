import { IsRestoringProvider } from "@tanstack/react-query";
import { useMatches } from "@tanstack/react-router";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

type Leave = <Result>(remove: () => Promise<Result>) => Promise<Result>;

const LeavingContext = createContext<Leave | undefined>(undefined);

/**
 * For the deletion of the object that the page is about: from the moment at which it begins, nothing reads the object
 * again while the page is still open. Its polls, the stream of events and the focus of the window would find nothing.
 */
export function useLeave(): Leave {
  const leave = useContext(LeavingContext);
  if (leave === undefined) throw new Error("outside of a page");
  return leave;
}

/** The place of a page. A page that is left shows what it has read, until the next page is there or the deletion failed. */
export function LeavingPage({ children }: { readonly children: ReactNode }) {
  const here = useMatches({ select: (matches) => matches.at(-1)?.id });
  const [left, setLeft] = useState<string>();
  useEffect(() => {
    if (left !== here) setLeft(undefined);
  }, [left, here]);
  async function leave<Result>(remove: () => Promise<Result>): Promise<Result> {
    setLeft(here);
    try {
      return await remove();
    } catch (error) {
      setLeft(undefined);
      throw error;
    }
  }
  return (
    <LeavingContext value={leave}>
      {/* The library takes all queries below from their subscriptions while a cache is being restored. */}
      <IsRestoringProvider value={left !== undefined && left === here}>{children}</IsRestoringProvider>
    </LeavingContext>
  );
}
