import type { plans as english } from "../en/plans.ts";
import type { Translation } from "../translation.ts";

/** Les lignes d’un plan que montre la ligne de commande. */
export const plans = {
  "cli.plan-title": "Plan pour « {{app}} », {{kind}}",
  "cli.plan-id": "Plan {{plan}}\nEmpreinte {{hash}}",
  "cli.plan-apply": "Appliquer avec : muster apply {{plan}}",
  "cli.plan-preview":
    "Ce plan ne peut pas être appliqué. Adoptez la nouvelle correspondance avec : muster app mapping {{app}} --default",
  "cli.plan-sends-nothing_one":
    "Rien ne sera envoyé : {{count}} compte de la cible est tel qu’il doit être et sera lié.",
  "cli.plan-sends-nothing_many":
    "Rien ne sera envoyé : {{count}} de comptes de la cible sont tels qu’ils doivent être et seront liés.",
  "cli.plan-sends-nothing_other":
    "Rien ne sera envoyé : {{count}} comptes de la cible sont tels qu’ils doivent être et seront liés.",
  "cli.plan-nothing": "Rien à appliquer : aucun compte n’est à modifier.",
  "cli.plan-only-held_one":
    "Rien à appliquer : {{count}} décision est retenue. Sa raison dit ce qui y met fin.",
  "cli.plan-only-held_many":
    "Rien à appliquer : {{count}} de décisions sont retenues. Leurs raisons disent ce qui y met fin.",
  "cli.plan-only-held_other":
    "Rien à appliquer : {{count}} décisions sont retenues. Leurs raisons disent ce qui y met fin.",
  "cli.plan-more_one": "… et {{count}} autre : --all",
  "cli.plan-more_many": "… et {{count}} d’autres : --all",
  "cli.plan-more_other": "… et {{count}} autres : --all",
  "cli.plan-attribute": "{{path}} : change pour {{changed}} sur {{evaluated}}",
  "cli.plan-attribute-held": "{{path}} : change pour {{changed}} sur {{evaluated}}, retenu pour {{held}}",
  "cli.plan-attributes-more_one": "… et {{count}} autre attribut",
  "cli.plan-attributes-more_many": "… et {{count}} d’autres attributs",
  "cli.plan-attributes-more_other": "… et {{count}} autres attributs",
  "cli.guard-ok": "Garde-fou : rien n’est retenu.",
  "cli.guard-held_one":
    "Garde-fou : {{count}} décision est retenue, pour la raison qu’elle montre. Si elle attend une approbation et que le changement est voulu, lancez muster hold approve {{plan}} --all (ou --user pour un utilisateur), puis refaites un plan.",
  "cli.guard-held_many":
    "Garde-fou : {{count}} de décisions sont retenues, pour les raisons qu’elles montrent. Si elles attendent une approbation et que les changements sont voulus, lancez muster hold approve {{plan}} --all (ou --user pour certains utilisateurs), puis refaites un plan.",
  "cli.guard-held_other":
    "Garde-fou : {{count}} décisions sont retenues, pour les raisons qu’elles montrent. Si elles attendent une approbation et que les changements sont voulus, lancez muster hold approve {{plan}} --all (ou --user pour certains utilisateurs), puis refaites un plan.",
  "cli.none-answered":
    "Aucune décision retenue de ce plan n’attend de réponse : rien n’a été changé. La raison de chacune dit ce qui y met fin.",
} as const satisfies Translation<typeof english>;
