import { useId } from "react";
import { useFormat } from "../i18n/use-format.ts";
import { useTexts } from "../i18n/use-texts.ts";
import "./file-choice.css";

interface FileChoiceProps {
  readonly label: string;
  readonly help: string;
  /** The names and media types that the browser offers. */
  readonly accept: string;
  readonly file: File | undefined;
  readonly error?: string | undefined;
  onChoose(file: File | undefined): void;
}

/** A file of this device. Browsers take a file that is dropped on such a field too. */
export function FileChoice({ label, help, accept, file, error, onChoose }: FileChoiceProps) {
  const { t } = useTexts();
  const { number } = useFormat();
  const id = useId();
  return (
    <div className="file-choice">
      <label htmlFor={id} className="file-label">
        {label}
      </label>
      <div className="file-drop">
        <span className="file-button" aria-hidden="true">
          {t("file.choose")}
        </span>
        <span>
          {file === undefined
            ? t("file.drop")
            : t("file.chosen", { name: file.name, size: number(Math.ceil(file.size / 1_000)) })}
        </span>
        {/* It lies over the box and cannot be seen: its own texts are in the language of the browser. */}
        <input
          id={id}
          type="file"
          accept={accept}
          aria-describedby={`${id}-help`}
          onChange={({ target }) => onChoose(target.files?.[0] ?? undefined)}
        />
      </div>
      <p className="soft file-help" id={`${id}-help`}>
        {help}
      </p>
      {error !== undefined && (
        <p className="file-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
