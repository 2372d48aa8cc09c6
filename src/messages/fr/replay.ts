import type { replay as english } from "../en/replay.ts";
import type { Translation } from "../translation.ts";

/** Les dossiers des cycles et leur nouveau calcul. */
export const replay = {
  "bundle.no-plan":
    "Le cycle {{cycle}} n’a pas de dossier, car il n’a pas fait de plan, ou son plan n’est plus gardé.",
  "bundle.not-recorded":
    "Le cycle {{cycle}} n’a pas été enregistré : il a eu lieu dans une version antérieure de Muster, ou pendant que le réglage recordingSizeMax était 0. Le prochain cycle de l’application est enregistré si le réglage le permet.",
  "bundle.too-large":
    "L’enregistrement du cycle {{cycle}} a été abandonné, car il serait plus grand que ne le permet le réglage recordingSizeMax. Augmentez le réglage de l’application ; le prochain cycle le suit.",
  "bundle.hidden":
    "Le cycle {{cycle}} n’a pas été enregistré, car ses décisions dépendent des valeurs de {{attribute}}, qu’aucun enregistrement ne doit contenir. Ses décisions se lisent dans le plan.",
  "replay.not-asked": "Le cycle enregistré n’a pas posé cette question à la cible.",
  "help.cycle.bundle": "écrire dans un fichier ce qu’un cycle a lu et décidé",
  "help.cycle.replay": "calculer de nouveau le plan d’un dossier, sur cette machine",
  "help.option.bundle-out":
    "le fichier à écrire ; vous seul pouvez le lire, car il contient des données personnelles",
  "help.option.replay-config":
    "un fichier de configuration de l’application : montrer ce que ses correspondances, ses filtres de portée et ses réglages auraient décidé",
  "cli.bundle-written_one": "{{file}} contient le dossier du cycle ({{count}} caractère).",
  "cli.bundle-written_many": "{{file}} contient le dossier du cycle ({{count}} de caractères).",
  "cli.bundle-written_other": "{{file}} contient le dossier du cycle ({{count}} caractères).",
  "cli.bundle-foreign": "{{file}} n’est pas un dossier de cycle. muster cycle bundle en écrit un.",
  "cli.bundle-version":
    "{{file}} est un dossier du format {{version}}, écrit par Muster {{muster}}. Ce Muster lit le format {{known}}. Calculez-le avec la version qui l’a écrit.",
  "cli.bundle-cut":
    "{{file}} s’arrête avant la dernière ligne du dossier. Copiez de nouveau le fichier, ou écrivez de nouveau le dossier.",
  "cli.bundle-altered":
    "{{file}} n’est pas tel que Muster l’a écrit : son empreinte ne correspond pas à ses lignes. Copiez de nouveau le fichier, ou écrivez de nouveau le dossier.",
  "cli.file-unwritable": "{{file}} ne peut pas être écrit : {{reason}}. Rien n’a été changé.",
  "cli.replay-no-application":
    "{{file}} n’a pas d’application à choisir. Il faut un seul document du type application, ou un document du nom {{name}}.",
  "cli.replay-not-recorded":
    "La configuration demande des faits que le cycle enregistré n’a pas lus ({{about}}), donc ce dossier ne permet pas de dire son effet. Utilisez le dossier d’un cycle qui les a lus, par exemple un cycle initial avec cette configuration.",
  "cli.replay-identical_one":
    "Identique : le nouveau calcul donne la même décision ({{count}}) et les mêmes appartenances ({{memberships}}).",
  "cli.replay-identical_many":
    "Identique : le nouveau calcul donne les mêmes décisions ({{count}}) et les mêmes appartenances ({{memberships}}).",
  "cli.replay-identical_other":
    "Identique : le nouveau calcul donne les mêmes décisions ({{count}}) et les mêmes appartenances ({{memberships}}).",
  "cli.replay-different": "Différent : {{name}}, {{part}}",
  "cli.replay-recorded": "  enregistré  {{value}}",
  "cli.replay-replayed": "  recalculé   {{value}}",
  "cli.replay-no-effect": "La configuration aurait décidé la même chose.",
  "cli.replay-verb": "{{type}} : {{recorded}} → {{replayed}} : {{count}}",
  "cli.replay-attribute": "{{attribute}} : {{count}} sur {{of}}",
  "cli.replay-example": "{{name}} : {{recorded}} → {{replayed}}",
  "cli.replay-unanswered_one":
    "Le dossier n’a pas de réponse à {{count}} question sur {{about}} ; elle a reçu une réponse vide.",
  "cli.replay-unanswered_many":
    "Le dossier n’a pas de réponse à {{count}} de questions sur {{about}} ; elles ont reçu une réponse vide.",
  "cli.replay-unanswered_other":
    "Le dossier n’a pas de réponse à {{count}} questions sur {{about}} ; elles ont reçu une réponse vide.",
  "cli.replay-ignored": "Sections du fichier qui ne comptent pas ici : {{sections}}",
} as const satisfies Translation<typeof english>;
