import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Permission } from "../../../src/contract/route.ts";
import { QueryView } from "../states/query-view.tsx";
import { Page, type PageProps } from "./page.tsx";

interface ObjectPageProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly permission: Permission;
  /** The list that the object is in; its name is the title until the object is read. */
  readonly parent: NonNullable<PageProps["parent"]>;
  /** The head of the page, once the object is read. */
  head(data: Data): Pick<PageProps, "title" | "badge" | "actions" | "intro">;
  readonly children: (data: Data) => ReactNode;
}

/** The page of one object: its name, state and actions, and what is below as soon as it is read. */
export function ObjectPage<Data>({ query, permission, parent, head, children }: ObjectPageProps<Data>) {
  const { data } = query;
  const parts = data === undefined ? { title: parent.text } : { ...head(data), isName: true };
  return (
    <Page {...parts} parent={parent} permission={permission}>
      <QueryView query={query}>{children}</QueryView>
    </Page>
  );
}
