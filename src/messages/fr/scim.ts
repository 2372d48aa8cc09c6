import type { scim as english } from "../en/scim.ts";
import type { Translation } from "../translation.ts";

/** Messages about SCIM clients, in French. */
export const scim = {
  "rejected.not-found":
    "Il n’y a pas de requête rejetée {{request}} dans cette organisation. De plus récentes ont pu la remplacer. Listez les requêtes rejetées avec muster scim rejected.",
  "replay.incomplete":
    "La requête {{request}} ne peut pas être rejouée, car son corps était trop long pour être gardé, ou n’a jamais été lu. Faites-la renvoyer par le client avec moins d’opérations.",
  "replay.illegible":
    "La requête {{request}} ne peut pas être rejouée : elle contenait un secret dans ses paramètres, dans le chemin d’une opération ou dans un corps qui n’est pas du JSON, et ce secret a été retiré. Faites-la renvoyer par le client, ou écrivez la requête sans le secret dans un fichier et rejouez celui-ci avec --file.",
  "replay.redacted":
    "La requête n’a pas été envoyée : les valeurs de {{names}} n’ont pas été gardées, et ce qui les remplace serait écrit. Essayez-la sans --send, ou faites-la renvoyer par le client.",
  "replay.token-ended":
    "La requête n’a pas été envoyée : le jeton « {{name}} » est révoqué ou expiré, et une requête est envoyée avec le jeton avec lequel elle est venue. Essayez-la sans --send, ou faites-la renvoyer par le client avec un jeton valable.",
  "replay.token-needed":
    "La requête n’a pas été envoyée, car il lui faut un jeton. Nommez-le avec --token ; muster token list affiche les id.",

  "usage.file-unreadable":
    "Le fichier {{file}} ne peut pas être lu ({{reason}}). Rien n’a été envoyé. Vérifiez son nom et ses droits.",
  "usage.not-replayable":
    "Le fichier {{file}} ne contient pas de requête qui puisse être rejouée (à {{place}}). Il doit contenir la sortie de muster scim rejected ID --json, une requête avec method, path et body, ou des requêtes enregistrées comme dans test/dialects.",
  "usage.name-without-id":
    "Le fichier contient le nom {{name}}, mais aucun id n’a été donné pour lui. Donnez l’id avec --name {{name}}=ID.",

  "cli.rejected-deleted": "La requête rejetée {{request}} a été supprimée avec ses en-têtes et son corps.",
  "help.scim.delete-rejected": "supprimer une requête SCIM rejetée avec ses en-têtes et son corps",
  "cli.rejected-none": "Il n’y a pas de requêtes rejetées enregistrées.",
  "cli.rejected-token": "jeton {{name}}, profil {{profile}}",
  "cli.rejected-redacted": "secrets retirés : {{names}}",
  "cli.rejected-cut": "Le corps était trop long : ceci n’est que son début, ou sa structure.",
  "cli.replay-dry": "À blanc : rien n’a été modifié.",
  "cli.replay-sent": "La requête a été réellement envoyée, dans le profil de son jeton.",
  "cli.replay-accepted": "acceptée",
  "cli.replay-rejected": "rejetée",
  "cli.profile-suggested":
    "Le dernier client semble être {{client}}, auquel le profil {{profile}} convient. Créez un jeton avec --profile {{profile}}.",
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
    "Un id, ou une liste d’un seul id, est lu comme une valeur complexe : le responsable peut être « id ». Un texte vide retire la référence.",
  "tolerance.wrapElement": "Une valeur seule est lue comme une liste d’un élément.",
  "tolerance.unwrapJsonText":
    "Un texte qui contient du JSON est lu comme les parties d’une valeur complexe, comme Entra ID envoie les rôles.",
  "tolerance.looseReferences": "Les références n’ont pas à être des URI bien formés.",
  "tolerance.addOnNoTarget":
    "PATCH avec un chemin de valeur qui ne trouve rien crée l’élément que le filtre décrit.",
  "tolerance.removeByValue": "PATCH remove avec une valeur ne retire que cette valeur ; sinon il est rejeté.",
  "tolerance.pathlessPatch": "Les opérations PATCH peuvent venir sans chemin.",
  "tolerance.schemaPath":
    "Un chemin PATCH qui est l’URN du schéma même de la ressource est lu comme une absence de chemin ; sinon il est rejeté.",
  "tolerance.dottedKeys": "Sans chemin, les clés peuvent être des chemins : name.givenName.",
  "tolerance.pathlessRemove": "PATCH remove sans chemin ne fait rien ; sinon il est rejeté.",
  "tolerance.emptyOperations": "Un PATCH sans opérations ne fait rien ; sinon il est rejeté.",
  "tolerance.operationCase": "Les opérations peuvent s’écrire Add, Replace, Remove.",
  "tolerance.ignoreReadOnlyKeys":
    "Sans chemin, les attributs en lecture seule sont ignorés ; sinon ils sont rejetés.",
  "tolerance.replaceMerges":
    "PATCH replace d’une valeur complexe garde les sous-attributs qu’il ne nomme pas ; sinon ils sont effacés.",
  "tolerance.keepOmitted":
    "PUT garde members et externalId quand il ne les nomme pas ; sinon ils sont effacés.",
  "tolerance.bareExtensionAttributes": "Les attributs d’une extension peuvent être nommés sans son URN.",
  "tolerance.missingUrnColon": "2.0User à la fin de l’URN d’un schéma est lu comme 2.0:User.",
  "tolerance.barewordFilter": "Les valeurs d’un filtre peuvent venir sans guillemets.",
  "tolerance.ignoreUnknownAttributes":
    "Les attributs qu’aucun schéma ne définit sont ignorés ; sinon ils sont rejetés.",
  "tolerance.ignoreUnknownSchemas": "Les schémas inconnus sont ignorés ; sinon ils sont rejetés.",
  "tolerance.inferSchemas": "La liste des schémas peut manquer ou être incomplète.",
  "tolerance.foldDuplicates": "Les éléments de mêmes type et valeur sont fusionnés ; sinon ils sont rejetés.",
  "tolerance.repeatedNames":
    "Un objet du corps peut répéter un nom avec la même valeur ; sinon le corps est rejeté.",
  "tolerance.dropWriteOnly": "Les mots de passe sont acceptés et oubliés ; sinon ils sont rejetés.",
  "cli.content-withheld":
    "Les en-têtes, le corps et la requête d’adresse ne sont pas montrés, car votre rôle n’a pas la permission exchanges:read.",
} as const satisfies Translation<typeof english>;
