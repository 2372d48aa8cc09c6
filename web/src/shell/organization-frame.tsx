import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { LiveContext, useOrganizationStream, useReading } from "../api/live.ts";
import { write } from "../storage.ts";
import { isAllowed, useConsole } from "./console-context.ts";
import { Frame } from "./frame.tsx";
import { LAST_ORGANIZATION } from "./home-page.tsx";

/** The frame of every page of an organization, which opens again when the person comes back. */
export function OrganizationFrame() {
  const { org } = useParams({ from: "/organizations/$org" });
  const { session } = useConsole();
  const isLive = useOrganizationStream(org, isAllowed(session, org, "provisioning:read"));
  useReading(isLive);
  useEffect(() => write(LAST_ORGANIZATION, org), [org]);
  return (
    <LiveContext value={isLive}>
      <Frame org={org} />
    </LiveContext>
  );
}
