import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { write } from "../storage.ts";
import { Frame } from "./frame.tsx";
import { LAST_ORGANIZATION } from "./home-page.tsx";

/** The frame of every page of an organization, which opens again when the person comes back. */
export function OrganizationFrame() {
  const { org } = useParams({ from: "/organizations/$org" });
  useEffect(() => write(LAST_ORGANIZATION, org), [org]);
  return <Frame org={org} />;
}
