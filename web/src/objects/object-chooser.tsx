import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { directoryRoutes } from "../../../src/contract/directory.ts";
import { keys } from "../api/keys.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../shell/console-context.ts";
import "./object-chooser.css";

interface ObjectChooserProps {
  readonly type: "user" | "group";
  /** The name that is chosen. */
  readonly value: string;
  onChange(name: string): void;
}

/** A pause this long ends a word, and what was typed counts. */
const PAUSE_MS = 350;
const SUGGESTED = 8;

/** Chooses a user or group by its name, with suggestions of the server. */
export function ObjectChooser({ type, value, onChange }: ObjectChooserProps) {
  const { t } = useTexts();
  const id = useId();
  const [text, setText] = useState(value);
  const suggestions = useNames(type, text);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const pause = setTimeout(() => onChange(text.trim()), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, value, onChange]);
  return (
    <span className="object-chooser">
      <label htmlFor={id}>{t(`choose.${type}`)}</label>
      <input
        id={id}
        type="text"
        list={`${id}-names`}
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <datalist id={`${id}-names`}>
        {suggestions.map((name) => (
          <option key={name} value={name} translate="no" />
        ))}
      </datalist>
    </span>
  );
}

/** Names of objects with this text, or the first ones. */
export function useNames(type: "user" | "group", text: string): readonly string[] {
  const { client } = useConsole();
  const org = useOrganization();
  const search = text.trim() === "" ? undefined : text.trim();
  const { data } = useQuery({
    queryKey: keys.names(org, type, search),
    queryFn: async ({ signal }): Promise<readonly string[]> => {
      const request = { params: { org }, query: { search, limit: SUGGESTED }, signal };
      if (type === "group") {
        const { items } = await client.call(directoryRoutes.listGroups, request);
        return items.map(({ displayName }) => displayName);
      }
      const { items } = await client.call(directoryRoutes.listUsers, request);
      return items.map(({ userName }) => userName);
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  return data ?? [];
}
