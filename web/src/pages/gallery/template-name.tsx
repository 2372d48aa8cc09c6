import { useTemplate } from "./use-template.ts";

/** The name of a template; its id until the name is read, and where this gallery lacks the template. */
export function TemplateName({ template }: { readonly template: string }) {
  const { data } = useTemplate(template);
  return <span translate="no">{data?.name ?? template}</span>;
}
