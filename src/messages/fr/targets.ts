import type { targets as english } from "../en/targets.ts";
import type { Translation } from "../translation.ts";

/** What went wrong between us and a target, in French. */
export const targets = {
  "target.unauthenticated":
    "La cible refuse les identifiants ({{status}}) : ils y sont faux, expirés ou révoqués. Demandez un nouveau jeton à l’administrateur de la cible, mettez-le dans une variable et lancez muster app secret APP --token-env VAR, puis muster app test APP.",
  "target.unauthenticated-proxy":
    "Quelque chose devant la cible demande d’autres identifiants ({{status}}, avec une page web) : un proxy ou un portail de connexion, pas la cible elle-même. Demandez à qui l’exploite de laisser ce serveur atteindre l’adresse SCIM de la cible.",
  "target.forbidden":
    "La cible accepte les identifiants mais ne permet pas ceci ({{status}}) : il manque au jeton un droit ou une portée. Demandez à l’administrateur de la cible le droit de provisionner utilisateurs et groupes.",
  "target.forbidden-proxy":
    "Quelque chose devant la cible refuse l’appel ({{status}}, avec une page web) : un pare-feu ou une passerelle, pas la cible elle-même. Demandez à qui l’exploite d’autoriser l’adresse de ce serveur.",
  "target.not-found":
    "La cible dit ne pas avoir ce compte ({{status}}) : il y a été supprimé. Le prochain cycle le recherche, et le recrée s’il manque.",
  "target.wrong-url":
    "La réponse {{status}} n’est pas celle de la cible : l’adresse n’existe plus ou n’est pas un point d’accès SCIM. Rien n’en a été conclu. Vérifiez l’URL de l’application ; elle finit d’ordinaire par /scim/v2. muster app set APP --url la change.",
  "target.html":
    "Une page web est arrivée au lieu de SCIM ({{status}}) : un proxy, une page de connexion ou une autre adresse a répondu. Vérifiez l’URL de l’application et ce qui se trouve entre les deux.",
  "target.not-scim":
    "La réponse annonce un succès, mais ce n’est pas du SCIM ({{contentType}}) : une page de connexion ou un autre service est à cette adresse. Vérifiez l’URL de l’application.",
  "target.duplicate":
    "La cible a déjà un compte à ces noms ({{status}}), mais ne le montre pas à notre recherche. Cherchez-le là-bas, y compris parmi les supprimés ; renommez-le ou retirez-le, ou donnez-lui la valeur de rapprochement.",
  "target.conflict":
    "La cible refuse la modification, en conflit avec son état présent ({{status}}). Le prochain cycle relit le compte et refait ce qui reste utile.",
  "target.precondition":
    "Le compte a changé entre-temps dans la cible ({{status}}). Le prochain cycle le relit et refait ce qui reste utile.",
  "target.invalid":
    "La cible refuse le contenu de l’appel ({{status}}) : une valeur ou un attribut qu’elle n’accepte pas. Corrigez les données de la personne ou la correspondance ; l’échange enregistré montre ce qui est parti.",
  "target.filter-refused":
    "La cible ne répond pas aux recherches par cet attribut ({{status}}) : un compte déjà présent ne peut être trouvé. Rapprochez par un autre attribut, userName en général.",
  "target.filter-ignored":
    "La cible répond à une recherche par des comptes qui n’y correspondent pas : on ne peut distinguer une trouvaille d’une absence. Rien n’a été créé. Interrogez son éditeur sur les filtres (RFC 7644, section 3.4.2.2).",
  "target.unsupported":
    "La cible n’offre pas cette opération ({{status}}). Demandez à son éditeur comment faire une telle modification, ou retirez-la de la correspondance.",
  "target.too-large-request":
    "L’appel contient plus que la cible n’accepte ({{status}}). Réduisez le nombre de membres par appel (membersPerCall).",
  "target.rate-limited":
    "La cible demande à être appelée moins souvent ({{status}}). Nous attendons le temps qu’elle indique et reprenons de nous-mêmes ; rien à faire, sauf si cela dure.",
  "target.busy":
    "La cible est momentanément indisponible ({{status}}). Un nouvel essai suit de lui-même ; si cela dure, demandez à qui exploite la cible.",
  "target.server-error":
    "La cible a échoué en interne ({{status}}). Un nouvel essai suit de lui-même ; si cela dure, montrez l’échange enregistré à qui exploite la cible.",
  "target.refused":
    "La cible refuse l’appel par un code sans signification propre ici ({{status}}). L’échange enregistré montre ce qui est parti et revenu.",
  "target.redirect":
    "La cible renvoie vers une autre adresse ({{status}} vers {{location}}), et les identifiants n’y sont pas portés d’office. Si cette adresse est la bonne, saisissez-la comme URL de l’application.",
  "target.timeout":
    "La cible n’a pas répondu à temps. Un nouvel essai suit de lui-même ; si cela dure, vérifiez que ce serveur peut joindre l’adresse.",
  "target.reset":
    "La connexion s’est coupée avant la fin de la réponse. Un nouvel essai suit de lui-même ; si cela dure, regardez ce qui se trouve entre ce serveur et la cible.",
  "target.refused-connection":
    "Rien n’accepte de connexions à l’adresse de la cible : elle est arrêtée, ou l’hôte ou le port sont faux. Démarrez-la, ou corrigez l’URL de l’application.",
  "target.name-unknown":
    "Le nom d’hôte de la cible est introuvable : mal saisi, ou inconnu du DNS de ce serveur. Corrigez l’URL de l’application, ou le DNS.",
  "target.tls":
    "Aucune connexion TLS de confiance avec la cible n’est possible : certificat expiré, pour un autre nom, ou signé par une autorité inconnue ici. Faites-le renouveler, ou faites connaître cette autorité à ce serveur (NODE_EXTRA_CA_CERTS).",
  "target.too-large":
    "La réponse de la cible dépasse ce qui est accepté et n’a pas été lue jusqu’au bout. Vérifiez l’URL ; si elle est bonne, la cible ignore la pagination, ce que son éditeur doit corriger.",
  "target.outside":
    "L’appel aurait quitté l’adresse de la cible et n’est pas parti. Vérifiez l’URL de l’application et les adresses que donne la cible.",
  "target.aborted": "L’appel a été abandonné ici, le serveur s’arrêtant. Le prochain cycle le reprend.",
  "target.unknown-outcome":
    "Une modification est partie et aucune réponse lisible n’est venue : elle a peut-être eu lieu. Le compte est relu avant tout nouvel envoi ; rien à faire.",
  "target.no-id":
    "La cible a accepté un nouveau compte sans donner son identifiant : il ne peut pas encore être lié. Le prochain cycle le recherche par sa valeur de rapprochement ; son éditeur devrait corriger cela (RFC 7644, section 3.3).",
  "target.listing-short":
    "La cible a terminé une liste avant tout ce qu’elle avait annoncé, et une moitié de liste n’en est pas une : rien n’en a été conclu. Un nouvel essai suit ; si cela dure, interrogez son éditeur sur la pagination.",
  "target.listing-repeats":
    "La cible répète la même page d’une liste : la liste a été abandonnée et rien n’en a été conclu. Interrogez son éditeur sur la pagination (RFC 7644, section 3.4.2.4).",
  "target.path-unknown":
    "Un chemin d’attribut de la correspondance ne peut s’écrire en SCIM. Corrigez la correspondance de l’application.",

  "config.url-missing": "L’application n’a pas d’URL pour sa cible. Donnez-en une avec --url.",
  "config.url-invalid":
    "« {{url}} » n’est pas une URL http ou https absolue. Donnez l’adresse SCIM de la cible, par exemple https://hote/scim/v2.",
  "config.url-credentials":
    "L’URL contient un nom d’utilisateur ou un mot de passe, que chaque journal montrerait. Retirez-les, et transmettez les identifiants avec --token-env.",
  "config.number": "Le réglage « {{name}} » prend un nombre entier de {{min}} à {{max}}. Corrigez-le.",
  "config.unknown": "Le connecteur ne connaît pas de réglage « {{name}} ». Corrigez le nom ou retirez-le.",

  // The other side's own words, after the text of any code that has a detail.
  "more.detail": "[{{detail}}]",
} as const satisfies Translation<typeof english>;
