import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { mappingRoutes } from "../../../../src/contract/mappings.ts";
import type { RequestOf } from "../../api/client.ts";
import { useConsole } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";

interface ChangeMappingProps {
  readonly application: ApplicationShape;
  readonly heading: string;
  readonly text: string;
  readonly action: string;
  readonly body: NonNullable<RequestOf<typeof mappingRoutes.setMapping>["body"]>;
  onDone(): void;
  onCancel(): void;
}

/** Asks once before a mapping is changed. A refusal, such as that of another editor's change, stands in the question. */
export function ChangeMapping({ application, body, ...question }: ChangeMappingProps) {
  const { client } = useConsole();
  const { orgId: org, appId: app } = application;
  return (
    <Confirm
      {...question}
      run={() => client.call(mappingRoutes.setMapping, { params: { org, app }, body })}
    />
  );
}
