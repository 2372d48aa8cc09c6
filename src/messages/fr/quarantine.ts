import type { quarantine as english } from "../en/quarantine.ts";
import type { Translation } from "../translation.ts";

/** Les échecs qui sont retentés, et les opérations en quarantaine. */
export const quarantine = {
  "cli.waiting-attempts_one": "{{count}} échec",
  "cli.waiting-attempts_many": "{{count}} d’échecs de suite",
  "cli.waiting-attempts_other": "{{count}} échecs de suite",
  "cli.waiting-listed":
    "muster hold list {{app}} montre ce qui attend, avec les raisons, les tentatives et les échanges",
  "quarantine.rests-create":
    "aucun nouveau compte ({{types}}) n’est créé depuis {{since}}, parce que trop de tentatives ont échoué ; quelques-unes reprennent à {{next}}, et les autres opérations continuent",
  "quarantine.rests-update":
    "aucun compte ({{types}}) n’est modifié depuis {{since}}, parce que trop de tentatives ont échoué ; quelques-unes reprennent à {{next}}, et les autres opérations continuent",
  "quarantine.rests-disable":
    "les désactivations de comptes ({{types}}) qui ont échoué ne sont pas toutes répétées depuis {{since}}, parce qu’elles sont trop nombreuses ; quelques-unes reprennent à {{next}}, et les premières tentatives ainsi que les autres opérations continuent",
  "quarantine.rests-delete":
    "les suppressions de comptes ({{types}}) qui ont échoué ne sont pas toutes répétées depuis {{since}}, parce qu’elles sont trop nombreuses ; quelques-unes reprennent à {{next}}, et les premières tentatives ainsi que les autres opérations continuent",
  "quarantine.failures-remedy":
    "Une réussite y met fin d’elle-même. Après une réparation chez la cible ou ici, muster sync {{app}} en essaie quelques-unes tout de suite, et muster app schedule {{app}} --on toutes au prochain cycle.",
  "quarantine.credentials-remedy":
    "Un test auquel la cible répond y met fin : muster app test {{app}}. Nouveaux identifiants de connexion : muster app secret {{app}} --token-env VAR",
  "cycle.lane-rests":
    "Trop d’opérations d’une même sorte ont échoué : elles sont en quarantaine pendant que les autres continuent. muster app show les nomme, avec l’échange qui montre le dernier échec et le remède.",
  "overview.resting_one":
    "Les opérations de {{count}} sorte sont en quarantaine après trop d’échecs, les autres continuent : muster app show",
  "overview.resting_many":
    "Les opérations de {{count}} de sortes sont en quarantaine après trop d’échecs, les autres continuent : muster app show",
  "overview.resting_other":
    "Les opérations de {{count}} sortes sont en quarantaine après trop d’échecs, les autres continuent : muster app show",

  "page.quarantine.failures-remedy":
    "Une réussite y met fin d’elle-même. Après une réparation chez la cible ou ici, lancez un cycle pour en essayer quelques-unes tout de suite, ou arrêtez la planification et remettez-la en marche pour les essayer toutes au prochain cycle.",
  "page.quarantine.credentials-remedy":
    "Un test de la connexion auquel la cible répond y met fin. Remplacez les identifiants de connexion s’ils ont expiré.",
  "page.cycle.lane-rests":
    "Trop d’opérations d’une même sorte ont échoué : elles sont en quarantaine pendant que les autres continuent. La page de l’application les nomme, avec l’échange qui montre le dernier échec et le remède.",
  "page.overview.resting_one":
    "Les opérations de {{count}} sorte sont en quarantaine après trop d’échecs, les autres continuent.",
  "page.overview.resting_many":
    "Les opérations de {{count}} de sortes sont en quarantaine après trop d’échecs, les autres continuent.",
  "page.overview.resting_other":
    "Les opérations de {{count}} sortes sont en quarantaine après trop d’échecs, les autres continuent.",
} as const satisfies Translation<typeof english>;
