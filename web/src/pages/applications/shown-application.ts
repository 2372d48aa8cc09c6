import { createContext, useContext } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";

/** The application whose page is open; its frame reads it once for all parts. */
export const ShownApplication = createContext<ApplicationShape | undefined>(undefined);

export function useShownApplication(): ApplicationShape {
  const application = useContext(ShownApplication);
  if (application === undefined) throw new Error("outside of an application");
  return application;
}
