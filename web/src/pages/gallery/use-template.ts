import { useQuery } from "@tanstack/react-query";
import { galleryRoutes } from "../../../../src/contract/gallery.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../shell/console-context.ts";

/** A template of the gallery, its texts in the language of the reader. */
export function useTemplate(template: string) {
  const { i18n } = useTexts();
  const { client } = useConsole();
  const may = useMay();
  return useQuery({
    queryKey: keys.template(i18n.language, template),
    queryFn: ({ signal }) => client.call(galleryRoutes.getTemplate, { params: { template }, signal }),
    enabled: may("applications:read"),
  });
}
