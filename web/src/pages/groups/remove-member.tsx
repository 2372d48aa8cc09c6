import { useQueryClient } from "@tanstack/react-query";
import type { MemberEntry } from "../../../../src/contract/directory.ts";
import { directoryWriteRoutes } from "../../../../src/contract/directory-writes.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { DirectoryRemoval } from "../../objects/removal-effect.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";

interface RemoveMemberProps {
  readonly group: string;
  readonly member: MemberEntry;
  onEnd(): void;
}

/** Takes one member out of a group after a question. */
export function RemoveMember({ group, member, onEnd }: RemoveMemberProps) {
  const { t } = useTexts("groups");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const { memberId, name } = member;
  const memberType = member.type === "Group" ? "group" : "user";
  const query = { find: group, removed: "member", member: memberId, memberType } as const;
  return (
    <Confirm
      heading={t("remove.heading", { name })}
      text={t("remove.text")}
      action={t("remove")}
      run={() =>
        client.call(directoryWriteRoutes.editMembers, {
          params: { org, group },
          body: { remove: [memberId] },
        })
      }
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.directory(org) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      <DirectoryRemoval query={query} />
    </Confirm>
  );
}
