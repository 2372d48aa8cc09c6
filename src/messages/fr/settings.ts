import type { settings as english } from "../en/settings.ts";
import type { Translation } from "../translation.ts";

/** La signification de chaque réglage d’une application, et pourquoi une valeur est refusée. */
export const settings = {
  "setting.everySeconds": "L’intervalle entre deux cycles de la planification.",
  "setting.startOnChange":
    "Si une modification de l’annuaire qui concerne l’application commence aussitôt un cycle, tant que la planification est active. Une personne qui perd l’accès le perd aussi pendant un cycle en cours.",
  "setting.deletionShareMax":
    "Garde : cette part des comptes du périmètre peut être désactivée ou supprimée pendant la période.",
  "setting.deletionCountMax":
    "Garde : ce nombre de comptes peut être désactivé ou supprimé pendant la période, s’il est plus petit que la part.",
  "setting.deletionFloor": "Garde : ce nombre de comptes peut être désactivé ou supprimé dans tous les cas.",
  "setting.deletionWindowHours":
    "Garde : les heures dont les désactivations et les suppressions, et les réécritures d’un attribut, sont comptées ensemble.",
  "setting.rewriteShareMax":
    "Garde : dans cette part des comptes d’utilisateurs du périmètre, un attribut peut changer de valeur pendant la période.",
  "setting.rewriteCountMax":
    "Garde : dans ce nombre de comptes d’utilisateurs, un attribut peut changer de valeur pendant la période, s’il est plus petit que la part.",
  "setting.rewriteFloor":
    "Garde : dans ce nombre de comptes d’utilisateurs, un attribut peut changer de valeur dans tous les cas.",
  "setting.rewriteAttributes":
    "Les attributs que compte la garde contre les réécritures en masse, chacun pour soi : ceux qui identifient un compte (`identifying` : le nom d’utilisateur, les attributs de rapprochement et ceux à valeurs uniques), ou tous (`all`).",
  "setting.onUserGone":
    "L’action sur le compte d’un utilisateur disparu pour de bon de l’annuaire : le désactiver (`disable`) ou le supprimer (`delete`). Avec `delete`, les comptes de tels utilisateurs désactivés auparavant sont supprimés aussi.",
  "setting.onScopeLeave":
    "L’action sur le compte d’un utilisateur actif qui quitte le périmètre : le désactiver (`disable`), le supprimer (`delete`) ou le garder tel quel (`keep`). Un compte gardé est tout de même désactivé quand son utilisateur devient inactif ou est supprimé.",
  "setting.onFilteredOut":
    "L’action sur le compte d’un utilisateur actif qui est affecté et qu’un filtre de périmètre écarte. Avec `as-unassigned`, c’est celle de `onScopeLeave`.",
  "setting.onUserDeleted":
    "L’action sur le compte d’un utilisateur supprimé qui peut encore être restauré : le désactiver (`disable`), le désactiver et lui donner d’autres noms pour que son nom d’utilisateur et ses adresses soient libres (`rename`), ou le supprimer tout de suite (`delete`).",
  "setting.departedName":
    "Le nom que donne `rename`, composé de ses parties : `{local}` et `{at}` sont le nom avant le dernier `@` et le reste, `{value}` les deux, `{id}` l’identifiant de l’utilisateur sans tirets et `{tail}` ses 12 derniers chiffres. Il a `{id}` ou `{tail}`, pour que deux noms ne soient jamais égaux.",
  "setting.onManagerLeave":
    "Si les comptes des subordonnés gardent leur responsable quand celui-ci quitte le périmètre et que son compte est désactivé : le garder (`keep`) ou l’effacer (`clear`). Un compte supprimé est effacé dans tous les cas.",
  "setting.onGroupLeave":
    "L’action sur le groupe de la cible quand le nôtre quitte le périmètre ou l’annuaire : le supprimer (`delete`) ou le garder (`keep`).",
  "setting.neverDelete":
    "Si rien n’est jamais supprimé dans la cible, quoi que disent les autres réglages et les correspondances : les comptes sont désactivés à la place, et les groupes restent.",
  "setting.users":
    "Les utilisateurs du périmètre : ceux qui sont affectés (`assigned`), ou tous ceux de l’organisation sans affectation (`all`). Les filtres de périmètre valent pour les deux.",
  "setting.groups":
    "Les groupes du périmètre, choisis à part des utilisateurs : ceux qui sont affectés (`assigned`), tous ceux de l’organisation (`all`), ceux qui sont choisis un par un (`selected`), ou aucun (`none`). Les filtres de périmètre valent pour tous.",
  "setting.defaultAccess":
    "Si une affectation avec le rôle par défaut de l’application met des personnes dans le périmètre. Avec `exclude`, ce rôle est écarté, et qui n’en a pas d’autre ne reçoit pas de compte.",
  "setting.nestedGroups":
    "Si les groupes d’un groupe comptent : leurs membres sont dans le périmètre par son affectation, et ils sont ses membres dans la cible. Avec `false`, seuls comptent les utilisateurs qui sont eux-mêmes dans un groupe.",
  "setting.groupMembershipsOnly":
    "Si seules les appartenances des groupes sont tenues à jour : un groupe de la cible est trouvé et ses membres sont tenus à jour, mais le groupe lui-même n’est jamais créé, renommé, changé ou supprimé.",
  "setting.listOverUnlinked":
    "Si plus d’objets que ce nombre ont besoin d’un compte, la cible est énumérée une fois au lieu d’être interrogée pour chacun.",
  "setting.bulkRequests":
    "Si les nouveaux comptes et les modifications d’utilisateurs prêts en même temps partent vers la cible dans une seule requête (`/Bulk`), quand la cible l’offre et que l’application n’a pas de limites d’écritures. Les modifications qui retirent un accès partent toujours seules.",
  "setting.parkAfter": "Un objet est mis de côté après ce nombre de refus identiques à la suite.",
  "setting.reconcileHours":
    "Les heures entre deux comparaisons de toute la cible avec ce que Muster en sait. Avec `0`, seule une personne les lance.",
  "setting.onDrift":
    "L’action d’une comparaison planifiée sur les comptes liés qui diffèrent ou manquent : les rapporter (`report`), les corriger dans les limites des gardes (`correct`), ou demander (`ask`) : retenir chaque correction jusqu’à ce qu’une personne l’approuve. Des écarts en masse sont seulement rapportés.",
  "setting.defaultDomain":
    "Le domaine que `DefaultDomain` donne aux expressions. Tant qu’il n’est pas défini, les objets dont la correspondance l’utilise sont retenus.",
  "setting.recordingSizeMax":
    "Ce qu’un cycle lit est enregistré jusqu’à cette taille, pour que son plan puisse être calculé de nouveau ailleurs. Avec `0`, les cycles ne sont pas enregistrés. Voir docs/fr/replay.md.",
  "setting.notifyAddress":
    "L’adresse pour les avis par e-mail sur cette application. Voir docs/fr/notices.md.",
  "setting.notifyOnFailure":
    "Si l’adresse reçoit un avis quand la cible entre en quarantaine, donne une autre raison ou en sort, quand des retraits d’accès sont retenus, et quand un import de l’organisation échoue.",
  "setting.notifyDigest":
    "Si l’adresse reçoit un résumé de chaque jour, avec ce qui attend, ce qui est retenu et les jetons qui expirent bientôt. Un jour sans nouvelles n’en a pas.",
  "setting.notifyLanguage":
    "La langue des messages sur cette application : anglais (`en`) ou français (`fr`).",
  "unit.seconds": "secondes",
  "unit.hours": "heures",
  "unit.share": "part",
  "unit.accounts": "comptes",
  "unit.objects": "objets",
  "unit.refusals": "refus",
  "unit.megabytes": "Mo",
  "column.setting": "réglage",
  "column.value": "valeur",
  "column.unit": "unité",
  "column.possible": "possible",
  "column.default": "défaut",
  "app.settings-invalid_one": "Aucun réglage n’a été changé, car le changement comporte une erreur.",
  "app.settings-invalid_many":
    "Aucun réglage n’a été changé, car le changement comporte {{errors}} d’erreurs.",
  "app.settings-invalid_other":
    "Aucun réglage n’a été changé, car le changement comporte {{errors}} erreurs.",
  "setting.unknown": "Les applications n’ont pas de réglage {{setting}}. Corrigez son nom.",
  "setting.not-a-number":
    "{{value}} ne peut pas être la valeur de {{setting}}. Donnez un nombre de {{minPlain}} à {{maxPlain}}.",
  "setting.not-a-whole-number":
    "{{value}} ne peut pas être la valeur de {{setting}}. Donnez un nombre entier de {{minPlain}} à {{maxPlain}}.",
  "setting.not-a-choice":
    "{{value}} ne peut pas être la valeur de {{setting}}. Donnez l’une de : {{allowed}}.",
  "setting.not-a-switch": "{{value}} ne peut pas être la valeur de {{setting}}. Donnez true ou false.",
  "setting.not-a-name-pattern":
    "Le réglage « {{setting}} » ne prend pas la valeur {{value}}. Rien n’a été changé. Un modèle de noms a {id} ou {tail}, pas d’autres parties que {local}, {at}, {value}, {id} et {tail}, aucun espace, et au plus 100 caractères.",
  "setting.not-a-domain":
    "{{value}} ne peut pas être la valeur de {{setting}}. Donnez un domaine, comme contoso.example.",
  "setting.not-an-address":
    "{{value}} ne peut pas être la valeur de {{setting}}. Donnez une adresse e-mail, par exemple admin@contoso.example.",
  "usage.not-a-setting":
    "{{option}} demande le nom d’un réglage et sa valeur, par exemple {{option}} parkAfter=5, et non {{value}}. muster app settings APP les énumère.",
  "usage.setting-repeated":
    "Le réglage {{setting}} est nommé deux fois. Nommez chaque réglage une seule fois.",
  "cli.settings-mark": "* fixé ; les autres réglages ont leur valeur par défaut.",
  "cli.settings-changed": "Changé : {{names}}.",
  "cli.settings-alter-results":
    "Le prochain cycle examine chaque utilisateur et chaque groupe avec ces réglages. Ce qu’il enverrait : muster plan {{app}}",
  "cli.settings-same": "Chaque réglage avait déjà cette valeur ; rien n’a été changé.",
} as const satisfies Translation<typeof english>;
