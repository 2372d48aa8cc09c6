import type { cycles as english } from "../en/cycles.ts";
import type { Translation } from "../translation.ts";

/** Les cycles autres que ceux de la planification : d’un seul objet, de toute la cible, et les redémarrages. */
export const cycles = {
  "help.app.provision":
    "provisionner maintenant un utilisateur ou un groupe, ou montrer ce qui serait envoyé",
  "help.option.provision-user": "l’utilisateur à provisionner : userName ou id",
  "help.option.provision-group": "le groupe à provisionner, avec ses membres : displayName ou id",
  "help.option.provision-dry-run": "ne rien écrire, et montrer chaque requête qui serait envoyée",
  "cli.rehearsal-requests_one": "{{count}} requête serait envoyée :",
  "cli.rehearsal-requests_many": "{{count}} de requêtes seraient envoyées :",
  "cli.rehearsal-requests_other": "{{count}} requêtes seraient envoyées :",
  "cli.rehearsal-nothing-sent": "C’était un essai : la cible a seulement été lue, et rien n’a été écrit.",
  "help.reconcile": "lire toute une cible et la comparer avec ce que Muster en sait",
  "help.option.reconcile-correct":
    "corriger les comptes qui diffèrent ; les comptes sans lien restent tels qu’ils sont",
  "cli.reconciled": "{{linked}} comptes liés : {{drifted}} diffèrent, {{missing}} manquent",
  "cli.reconcile-attribute": "{{path}} : {{differing}} sur {{compared}}",
  "cli.reconcile-spelt":
    "{{path}} : {{spelt}} sur {{compared}} dans la graphie de la cible, qui ne compte pas comme un écart",
  "cli.reconcile-missing": "la cible n’a pas ce compte",
  "cli.reconcile-members_one": "{{count}} membre ajouté par Muster n’y est plus",
  "cli.reconcile-members_many": "{{count}} de membres ajoutés par Muster n’y sont plus",
  "cli.reconcile-members_other": "{{count}} membres ajoutés par Muster n’y sont plus",
  "cli.reconcile-more_one": "… et {{count}} autre : --json en énumère jusqu’à 500",
  "cli.reconcile-more_many": "… et {{count}} d’autres : --json en énumère jusqu’à 500",
  "cli.reconcile-more_other": "… et {{count}} autres : --json en énumère jusqu’à 500",
  "cli.reconcile-refused_one": "{{count}} valeur refusée par la cible, un écart connu qui ne compte pas :",
  "cli.reconcile-refused_many":
    "{{count}} de valeurs refusées par la cible, des écarts connus qui ne comptent pas :",
  "cli.reconcile-refused_other":
    "{{count}} valeurs refusées par la cible, des écarts connus qui ne comptent pas :",
  "cli.reconcile-unread_one":
    "{{count}} compte lié n’était pas dans la liste et n’a pas été lu : 1 000 comptes de ce genre sont lus au plus.",
  "cli.reconcile-unread_many":
    "{{count}} de comptes liés n’étaient pas dans la liste et n’ont pas été lus : 1 000 comptes de ce genre sont lus au plus.",
  "cli.reconcile-unread_other":
    "{{count}} comptes liés n’étaient pas dans la liste et n’ont pas été lus : 1 000 comptes de ce genre sont lus au plus.",
  "cli.reconcile-orphans":
    "Comptes sans lien : {{local}} locaux, {{unassigned}} d’objets hors du périmètre, {{assigned}} d’objets dans le périmètre",
  "plan.reconciled_one": "Toute la cible a été lue : {{count}} compte lié diffère.",
  "plan.reconciled_many": "Toute la cible a été lue : {{count}} de comptes liés diffèrent.",
  "plan.reconciled_other": "Toute la cible a été lue : {{count}} comptes liés diffèrent.",
  "plan.drift-disabled_one":
    "{{count}} compte a été désactivé dans la cible même, et le reste : corrigez les écarts pour l’activer de nouveau.",
  "plan.drift-disabled_many":
    "{{count}} de comptes ont été désactivés dans la cible même, et le restent : corrigez les écarts pour les activer de nouveau.",
  "plan.drift-disabled_other":
    "{{count}} comptes ont été désactivés dans la cible même, et le restent : corrigez les écarts pour les activer de nouveau.",
  "plan.drift-enabled_one":
    "{{count}} compte a été désactivé dans la cible même. La correction l’active de nouveau si son utilisateur est actif et dans le périmètre.",
  "plan.drift-enabled_many":
    "{{count}} de comptes ont été désactivés dans la cible même. La correction active de nouveau ceux dont l’utilisateur est actif et dans le périmètre.",
  "plan.drift-enabled_other":
    "{{count}} comptes ont été désactivés dans la cible même. La correction active de nouveau ceux dont l’utilisateur est actif et dans le périmètre.",
  "plan.reconcile-spelt_one":
    "La cible écrit {{count}} valeur à sa façon. Elle ne compte pas comme un écart.",
  "plan.reconcile-spelt_many":
    "La cible écrit {{count}} de valeurs à sa façon. Elles ne comptent pas comme des écarts.",
  "plan.reconcile-spelt_other":
    "La cible écrit {{count}} valeurs à sa façon. Elles ne comptent pas comme des écarts.",
  "plan.reconcile-refused_one":
    "La cible a refusé {{count}} valeur qui lui a été envoyée. L’écart est connu et ne compte pas.",
  "plan.reconcile-refused_many":
    "La cible a refusé {{count}} de valeurs qui lui ont été envoyées. Les écarts sont connus et ne comptent pas.",
  "plan.reconcile-refused_other":
    "La cible a refusé {{count}} valeurs qui lui ont été envoyées. Les écarts sont connus et ne comptent pas.",
  "plan.reconcile-unread_one":
    "{{count}} compte lié n’était pas dans la liste et n’a pas été lu, car la limite des lectures était atteinte. On ne sait rien de lui.",
  "plan.reconcile-unread_many":
    "{{count}} de comptes liés n’étaient pas dans la liste et n’ont pas été lus, car la limite des lectures était atteinte. On ne sait rien d’eux.",
  "plan.reconcile-unread_other":
    "{{count}} comptes liés n’étaient pas dans la liste et n’ont pas été lus, car la limite des lectures était atteinte. On ne sait rien d’eux.",
  "plan.mass-drift_one":
    "{{count}} compte lié sur {{linked}} diffère, plus que ce que l’on change à la main ; aucun n’a donc été corrigé. Cherchez une cause commune, comme une cible restaurée ou qui écrit les valeurs à sa façon.",
  "plan.mass-drift_many":
    "{{count}} de comptes liés sur {{linked}} diffèrent, plus que ce que l’on change à la main ; aucun n’a donc été corrigé. Cherchez une cause commune, comme une cible restaurée ou qui écrit les valeurs à sa façon.",
  "plan.mass-drift_other":
    "{{count}} comptes liés sur {{linked}} diffèrent, plus que ce que l’on change à la main ; aucun n’a donc été corrigé. Cherchez une cause commune, comme une cible restaurée ou qui écrit les valeurs à sa façon.",
  "help.app.restart":
    "oublier les échecs, tout examiner de nouveau et lever les quarantaines ; les liens restent",
  "help.option.restart-scope":
    "ce qui redémarre, en liste séparée par des virgules ou en répétant l’option : escrows, watermark, quarantine, force-deletes, full (par défaut full, soit les trois premiers)",
  "help.option.restart-yes":
    "approuver les désactivations et suppressions retenues ; sans cela force-deletes ne fait rien",
  "usage.restart-yes-missing":
    "Rien n’a été changé. La portée force-deletes approuverait, une fois, toutes les désactivations et suppressions que le garde-fou retient dans « {{name}} » (utilisateurs et groupes retenus : {{held}}). Examinez-les avec muster hold list {{app}}, puis répétez la commande avec --yes.",
  "cli.restarted": "« {{name}} » a redémarré. Les liens et les comptes restent tels quels.",
  "cli.restart-retried_one": "escrows : {{count}} utilisateur ou groupe en échec est de nouveau à traiter",
  "cli.restart-retried_many":
    "escrows : {{count}} d’utilisateurs et groupes en échec sont de nouveau à traiter",
  "cli.restart-retried_other":
    "escrows : {{count}} utilisateurs et groupes en échec sont de nouveau à traiter",
  "cli.restart-refusals_one": "escrows : {{count}} valeur refusée par la cible est envoyée de nouveau",
  "cli.restart-refusals_many":
    "escrows : {{count}} de valeurs refusées par la cible sont envoyées de nouveau",
  "cli.restart-refusals_other": "escrows : {{count}} valeurs refusées par la cible sont envoyées de nouveau",
  "cli.restart-initial":
    "watermark : le prochain cycle est initial et examine tous les utilisateurs et groupes",
  "cli.restart-quarantine": "quarantine : l’application n’est plus en quarantaine",
  "cli.restart-operations_one": "quarantine : les opérations de {{count}} sorte reprennent",
  "cli.restart-operations_many": "quarantine : les opérations de {{count}} de sortes reprennent",
  "cli.restart-operations_other": "quarantine : les opérations de {{count}} sortes reprennent",
  "cli.restart-nothing-rested": "quarantine : rien n’était en quarantaine",
  "cli.restart-approved_one":
    "force-deletes : {{count}} désactivation ou suppression retenue a été approuvée pour un cycle",
  "cli.restart-approved_many":
    "force-deletes : {{count}} de désactivations et suppressions retenues ont été approuvées pour un cycle",
  "cli.restart-approved_other":
    "force-deletes : {{count}} désactivations et suppressions retenues ont été approuvées pour un cycle",
  "cli.restart-next":
    "Le prochain cycle commence selon la planification, ou maintenant avec : muster sync {{app}}",
  "column.last-success": "dernier cycle réussi",
  "column.last-exports": "dernier avec changements",
  "column.steady-state": "plus rien à faire",
  "column.complete-failures": "cycles échoués de suite",
  "cli.steady-state": "{{last}}, pour la première fois {{first}}",
  "cli.time-left": "reste env. {{time}}",
} as const satisfies Translation<typeof english>;
