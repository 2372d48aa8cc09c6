import Input from "@cloudscape-design/components/input";
import { useEffect, useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";

interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  /** The search of the address. */
  readonly value: string | undefined;
  onChange(search: string | undefined): void;
}

/** A pause this long ends a word, and the list is read. */
const PAUSE_MS = 250;

/** Searches while a person types, with one request for each pause. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps) {
  const { t } = useTexts();
  const [text, setText] = useState(value ?? "");
  useEffect(() => setText(value ?? ""), [value]);
  useEffect(() => {
    const wanted = text.trim() === "" ? undefined : text.trim();
    if (wanted === value) return;
    const pause = setTimeout(() => onChange(wanted), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, value, onChange]);
  return (
    <Input
      type="search"
      ariaLabel={label}
      placeholder={placeholder}
      clearAriaLabel={t("search.clear")}
      value={text}
      onChange={({ detail }) => setText(detail.value)}
    />
  );
}
