import Button from "@cloudscape-design/components/button";
import { useTexts } from "../i18n/use-texts.ts";

interface EntryButtonsProps<Id extends string> {
  /** The name of the entry, which people who hear the page need with each button. */
  readonly name: string;
  readonly buttons: readonly { readonly id: Id; readonly text: string }[];
  onAction(id: Id): void;
}

/** The buttons of one entry of a list. */
export function EntryButtons<Id extends string>({ name, buttons, onAction }: EntryButtonsProps<Id>) {
  const { t } = useTexts();
  return (
    <div className="panel-buttons">
      {buttons.map(({ id, text }) => (
        <Button key={id} ariaLabel={`${text}${t("colon")} ${name}`} onClick={() => onAction(id)}>
          {text}
        </Button>
      ))}
    </div>
  );
}
