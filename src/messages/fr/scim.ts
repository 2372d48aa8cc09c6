import type { scim as english } from "../en/scim.ts";
import type { Translation } from "../translation.ts";

/** Ce qui est dit des clients SCIM. */
export const scim = {
  "rejected.not-found":
    "Il n’y a pas de requête refusée {{request}} dans cette organisation : de plus récentes ont pu prendre sa place. muster scim rejected montre celles qui existent.",
  "replay.incomplete":
    "La requête {{request}} ne peut pas être rejouée : son corps était trop long pour être gardé, ou n’a jamais été lu. Faites-la renvoyer par le client avec moins d’opérations.",
  "replay.illegible":
    "La requête {{request}} ne peut pas être rejouée : elle nommait un secret dans ses paramètres, dans le chemin d’une opération ou dans un corps qui n’est pas du JSON, ce qui fut masqué en la gardant. Faites-la renvoyer par le client, ou écrivez-la sans le secret dans un fichier et rejouez celui-ci avec --file.",
  "replay.redacted":
    "La requête n’a pas été envoyée : les valeurs de {{names}} n’ont pas été gardées, et ce qui les remplace serait écrit. Essayez-la sans --send, ou faites-la renvoyer par le client.",
  "replay.token-ended":
    "La requête n’a pas été envoyée : le jeton « {{name}} » est révoqué ou expiré, et une requête est envoyée au nom du jeton avec lequel elle est venue. Essayez-la sans --send, ou faites-la renvoyer par le client avec un jeton valable.",
  "replay.token-needed":
    "La requête n’a pas été envoyée : une requête est envoyée au nom d’un jeton. Nommez-le avec --token ; muster token list montre les identifiants.",

  "usage.file-unreadable":
    "Le fichier {{file}} ne peut pas être lu ({{reason}}). Rien n’a été envoyé. Vérifiez son nom et ses droits.",
  "usage.not-replayable":
    "Le fichier {{file}} ne contient pas de requête qui puisse être rejouée (à {{place}}). Il accepte ce que muster scim rejected ID --json imprime, une requête avec method, path et body, ou des requêtes enregistrées comme dans test/dialects.",
  "usage.name-without-id":
    "Le fichier parle de {{name}}, et rien ne dit qui c’est. Donnez l’identifiant avec --name {{name}}=ID.",

  "cli.rejected-none": "Rien n’a été refusé, pour autant que ce soit gardé.",
  "cli.rejected-token": "jeton {{name}}, profil {{profile}}",
  "cli.rejected-redacted": "masqué : {{names}}",
  "cli.rejected-cut": "Le corps était trop long : en voici le début, ou la seule structure.",
  "cli.replay-dry": "À blanc : rien n’a été modifié.",
  "cli.replay-sent": "Renvoyée, pour de bon, dans le profil de son jeton.",
  "cli.replay-accepted": "acceptée",
  "cli.replay-refused": "refusée",
  "cli.profile-suggested":
    "Le dernier client semble être {{client}}, à qui convient le profil {{profile}}. Créez un jeton avec --profile {{profile}}.",
  "cli.tolerances": "Ce que le profil {{profile}} tolère :",
  "cli.on": "oui",
  "cli.off": "non",
  "effect.none": "rien ne changerait",
  "effect.create": "créerait",
  "effect.update": "modifierait",
  "effect.delete": "supprimerait",
  "column.last-used": "dernier usage",
  "column.last-client": "dernier client",

  "tolerance.coerceBooleans": "« True » est lu comme true là où un booléen est attendu.",
  "tolerance.coerceNumbers":
    "« 12 » est lu comme 12 là où un nombre est attendu, et 12 comme « 12 » là où c’est un texte.",
  "tolerance.wrapReference":
    "Un identifiant nu, ou une liste d’un seul, est lu comme une valeur complexe : un responsable comme « id ». Un texte vide l’efface.",
  "tolerance.wrapElement": "Une valeur seule est lue comme une liste d’un élément.",
  "tolerance.unwrapJsonText":
    "Une valeur qui est du JSON dans un texte est lue comme ses parties, tels les rôles d’Entra ID.",
  "tolerance.looseReferences": "Les références n’ont pas à être des URI bien formés.",
  "tolerance.addOnNoTarget":
    "PATCH sur un chemin de valeur qui ne trouve rien crée l’élément que le filtre décrit.",
  "tolerance.removeByValue": "PATCH remove avec une valeur ne retire que cette valeur ; sinon il est refusé.",
  "tolerance.pathlessPatch": "PATCH peut venir sans chemin.",
  "tolerance.schemaPath":
    "PATCH dont le chemin est l’URN du schéma même de la ressource est lu comme sans chemin ; sinon il est refusé.",
  "tolerance.dottedKeys": "Sans chemin, les clés peuvent être des chemins : name.givenName.",
  "tolerance.pathlessRemove": "PATCH remove sans chemin ne fait rien ; sinon il est refusé.",
  "tolerance.emptyOperations": "Un PATCH sans opérations ne fait rien ; sinon il est refusé.",
  "tolerance.operationCase": "Les opérations peuvent s’écrire Add, Replace, Remove.",
  "tolerance.ignoreReadOnlyKeys":
    "Sans chemin, les attributs en lecture seule sont ignorés ; sinon ils sont refusés.",
  "tolerance.replaceMerges":
    "PATCH replace d’une valeur complexe laisse les parties qu’il ne nomme pas ; sinon elles sont effacées.",
  "tolerance.keepOmitted":
    "PUT laisse members et externalId quand il ne les mentionne pas ; sinon ils sont effacés.",
  "tolerance.bareExtensionAttributes": "Les attributs d’une extension sont trouvés sans son URN.",
  "tolerance.missingUrnColon": "2.0User à la fin de l’URN d’un schéma est lu comme 2.0:User.",
  "tolerance.barewordFilter": "Une valeur dans un filtre peut venir sans guillemets.",
  "tolerance.ignoreUnknownAttributes":
    "Les attributs que personne n’a définis sont ignorés ; sinon ils sont refusés.",
  "tolerance.ignoreUnknownSchemas":
    "Les schémas que personne ne connaît sont ignorés ; sinon ils sont refusés.",
  "tolerance.inferSchemas": "La liste des schémas peut manquer ou être incomplète.",
  "tolerance.foldDuplicates":
    "Les éléments de mêmes type et valeur n’en font qu’un ; sinon ils sont refusés.",
  "tolerance.repeatedNames":
    "D’un nom qui vient deux fois dans un objet du corps, le dernier compte ; sinon le corps est refusé.",
  "tolerance.dropWriteOnly": "Les mots de passe sont acceptés et oubliés ; sinon ils sont refusés.",
} as const satisfies Translation<typeof english>;
