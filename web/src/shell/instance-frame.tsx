import { Frame } from "./frame.tsx";
import { useLastOrganization } from "./home-page.tsx";

/** The frame of the pages that belong to no organization. The side bar shows the one that was open last. */
export function InstanceFrame() {
  return <Frame org={useLastOrganization()} />;
}
