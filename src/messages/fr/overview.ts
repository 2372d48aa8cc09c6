import type { overview as english } from "../en/overview.ts";
import type { Translation } from "../translation.ts";

/** Une organisation d’un coup d’œil, et la recherche dans ses objets et ses traces. */
export const overview = {
  "overview.quarantine":
    "La cible refuse les identifiants de connexion, donc les cycles sont suspendus. Remplacez-les, ou testez la cible : muster app test",
  "overview.held_one": "{{count}} objet attend une personne ou des données : muster hold list",
  "overview.held_many": "{{count}} d’objets attendent une personne ou des données : muster hold list",
  "overview.held_other": "{{count}} objets attendent une personne ou des données : muster hold list",
  "overview.cycle-failed": "Le dernier cycle a échoué. muster cycle list montre pourquoi.",
  "overview.cycle-interrupted": "Le dernier cycle a été interrompu. Le suivant continue son travail.",
  "overview.parked_one":
    "{{count}} objet attend un changement, car la cible l’a refusé trop souvent : muster hold list",
  "overview.parked_many":
    "{{count}} d’objets attendent un changement, car la cible les a refusés trop souvent : muster hold list",
  "overview.parked_other":
    "{{count}} objets attendent un changement, car la cible les a refusés trop souvent : muster hold list",
  "overview.failed_one": "La cible a refusé {{count}} objet, qui est réessayé tout seul.",
  "overview.failed_many": "La cible a refusé {{count}} d’objets, qui sont réessayés tout seuls.",
  "overview.failed_other": "La cible a refusé {{count}} objets, qui sont réessayés tout seuls.",
  "overview.not-started":
    "Aucun plan n’a encore été appliqué, donc la planification n’a pas commencé : muster plan",
  "overview.off":
    "La planification est arrêtée, donc les changements restent ici : muster app schedule, avec --on",
  "stream.too-many":
    "Vous avez autant de flux ouverts qu’un appelant peut en avoir ({{max}}), ou le serveur en sert autant qu’il peut. Fermez-en, ou relisez de temps en temps.",
  "overview-state.waiting": "pas commencé",
  "overview-state.on": "en marche",
  "overview-state.off": "arrêté",
  "overview-state.quarantine": "quarantaine",
  "overview-state.running": "en cours",
  "column.overview-state": "état",
  "column.in-step": "à jour",
  "column.failed": "en échec",
  "cli.deprovisioned-in_one":
    "{{count}} compte a été désactivé ou supprimé ces 7 derniers jours : la moitié en {{p50}} s, 99 % en {{p99}} s.",
  "cli.deprovisioned-in_many":
    "{{count}} de comptes ont été désactivés ou supprimés ces 7 derniers jours : la moitié en {{p50}} s, 99 % en {{p99}} s.",
  "cli.deprovisioned-in_other":
    "{{count}} comptes ont été désactivés ou supprimés ces 7 derniers jours : la moitié en {{p50}} s, 99 % en {{p99}} s.",
  "cli.token-expires": "Le jeton « {{name}} » expire le {{at}}. Créez-en un autre, et révoquez celui-ci.",
  "found.user": "utilisateur",
  "found.group": "groupe",
  "found.application": "application",
  "found.plan": "plan",
  "found.cycle": "cycle",
  "found.exchange": "échange",
  "found.log-entry": "entrée du journal",
  "found.rejected-request": "requête refusée",
  "found.audit-entry": "entrée d’audit",
  "found.error-answer": "réponse d’erreur",
  "found.instance-error-answer": "réponse d’erreur de l’instance",
  "help.overview":
    "montrer une organisation d’un coup d’œil : les applications qui demandent quelqu’un viennent d’abord",
  "help.find":
    "trouver utilisateurs, groupes et applications par une partie du nom, et n’importe quoi par son id",
  "usage.not-a-moment":
    "{{option}} demande un jour ou un instant comme 2026-11-01 ou 2026-11-01T08:00:00Z, et « {{value}} » n’en est pas un.",
  "help.option.audit-activity": "seulement les activités de ce nom, comme create",
  "help.option.audit-since": "seulement les activités depuis ce jour ou cet instant",
  "help.option.audit-until": "seulement les activités jusqu’à ce jour ou cet instant",
  "help.system": "montrer le serveur, sa base de données et sa mémoire, à ceux qui l’exploitent",
  "system.ready": "Le serveur est prêt.",
  "system.version": "version",
  "system.started": "démarré",
  "system.memory": "mémoire",
  "system.heap": "tas utilisé / au plus",
  "system.store": "base de données",
  "system.migration": "dernière migration",
  "system.organizations": "organisations",
  "system.persons": "personnes",
  "system.applications": "applications",
  "system.runningCycles": "cycles en cours",
  "system.webhooksOn": "webhooks activés",
  "system.webhooksStopped": "webhooks arrêtés",
} as const satisfies Translation<typeof english>;
