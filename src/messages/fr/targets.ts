import type { targets as english } from "../en/targets.ts";
import type { Translation } from "../translation.ts";

/** Faults of targets, in French. */
export const targets = {
  "target.unauthenticated":
    "La cible refuse les identifiants de connexion ({{status}}) : ils sont faux, expirés ou révoqués. Demandez un nouveau jeton à l’administrateur de la cible, mettez-le dans une variable et lancez muster app secret APP --token-env VAR, puis muster app test APP.",
  "target.unauthenticated-proxy":
    "D’autres identifiants de connexion sont exigés ({{status}}), par une page web et non en SCIM : probablement par un proxy ou un portail de connexion placé devant la cible. Demandez à son administrateur de laisser ce serveur atteindre l’adresse SCIM de la cible.",
  "target.forbidden":
    "La cible accepte les identifiants de connexion mais n’autorise pas cette opération ({{status}}) : il manque au jeton un droit ou une portée. Demandez à l’administrateur de la cible le droit de provisionner des utilisateurs et des groupes.",
  "target.forbidden-proxy":
    "La requête est refusée ({{status}}) par une page web et non en SCIM : probablement par un pare-feu ou une passerelle placée devant la cible. Demandez à son administrateur d’autoriser l’adresse de ce serveur.",
  "target.not-found":
    "La cible répond qu’elle n’a pas ce compte ({{status}}) : il y a été supprimé. Le prochain cycle le cherche, et le recrée s’il manque.",
  "target.wrong-url":
    "La réponse {{status}} n’est pas du SCIM, et rien n’en a été conclu. Probablement l’URL de l’application est fausse ou n’est plus valable, ou une passerelle a perdu la route. Vérifiez l’URL ; elle finit d’ordinaire par /scim/v2. muster app set APP --url la change.",
  "target.search-not-found":
    "La cible elle-même a répondu {{status}} à une recherche. Soit elle n’a pas ce point d’accès à cette adresse, soit elle répond ainsi quand rien ne correspond, alors que SCIM demande une liste vide. Rien n’en a été conclu, et aucun compte n’a été créé. Vérifiez l’URL de l’application ; si elle est juste, demandez une liste vide à l’éditeur de la cible.",
  "target.endpoint-not-found":
    "La cible elle-même répond en SCIM qu’elle n’a pas ce point d’accès ({{status}}). Son serveur a été joint : probablement le chemin de l’adresse est faux, ou ce type d’objet ne peut pas y être provisionné. Vérifiez l’URL de l’application ; elle finit d’ordinaire par /scim/v2.",
  "target.no-groups-endpoint":
    "La cible n’a pas de groupes à cette adresse : elle énumère ses utilisateurs et a répondu {{status}} à {{path}}. Utilisez une adresse de la cible qui offre des groupes, ou n’envoyez pas de groupes : muster app settings APP --set groups=none.",
  "target.no-users-endpoint":
    "La même adresse a répondu en SCIM à /ServiceProviderConfig un instant plus tôt, mais pas à la recherche sur {{path}} ({{status}}). L’adresse est donc juste, pour autant qu’on puisse le savoir ; le point d’accès des utilisateurs y manque, ou autre chose y répond. Demandez à l’administrateur de la cible si des utilisateurs peuvent être provisionnés par SCIM.",
  "scim.no-service-provider-config":
    "La cible n’a pas de ServiceProviderConfig lisible. Les valeurs habituelles sont supposées.",
  "scim.service-provider-config-partial":
    "Le ServiceProviderConfig de la cible ne mentionne pas {{name}}. La valeur habituelle est supposée.",
  "scim.number-as-text":
    "La cible envoie le nombre {{name}} sous forme de texte. Il a été lu comme un nombre.",
  "scim.patch-denied":
    "La cible déclare ne pas prendre en charge PATCH. Les comptes sont lus, fusionnés et écrits en entier avec PUT.",
  "scim.no-resource-types":
    "La cible n’a pas de ResourceTypes lisible. Les utilisateurs sont attendus sous /Users et les groupes sous /Groups.",
  "scim.no-groups":
    "La cible ne compte pas les groupes parmi ses types de ressources : les groupes ne peuvent pas être provisionnés.",
  "scim.no-schemas":
    "La cible n’a pas de Schemas lisible. Les attributs sont envoyés tels que la RFC 7643 les définit.",
  "scim.filter-ignored":
    "La cible accepte les filtres et ne les applique pas. Chaque compte qu’elle renvoie est comparé ici.",
  "target.html":
    "Une page web est arrivée au lieu de SCIM ({{status}}) : un proxy, une page de connexion ou un autre serveur a répondu. Vérifiez l’URL de l’application et le réseau entre les deux.",
  "target.not-scim":
    "La réponse annonce un succès, mais ce n’est pas du SCIM ({{contentType}}) : une page de connexion ou un autre service est à cette adresse. Vérifiez l’URL de l’application.",
  "target.duplicate":
    "La cible répond qu’un compte de ce nom existe déjà ({{status}}), mais une recherche ne le trouve pas. Cherchez-le dans la cible, aussi parmi les comptes supprimés. Renommez-le ou retirez-le, ou donnez-lui la valeur de rapprochement.",
  "target.value-of-leaver":
    "La cible refuse {{path}} « {{value}} » ({{status}}) : le compte {{account}} porte cette valeur et appartient à « {{owner}} » ({{id}}), qui est parti ou hors périmètre. Donnez à l’un des deux une autre valeur, ou supprimez ce compte dans la cible.",
  "target.value-of-other":
    "La cible refuse {{path}} « {{value}} » ({{status}}) : le compte {{account}} porte cette valeur et appartient à « {{owner}} » ({{id}}). Quand ce compte recevra une autre valeur, le cycle suivant répétera la modification.",
  "target.name-in-use":
    "Muster n’a pas envoyé {{path}} « {{value}} » : le compte {{account}} de « {{owner}} » ({{id}}) porte encore cette valeur, parce que sa propre modification n’a pas été écrite. Voyez pourquoi avec muster why. Le prochain cycle qui modifiera ce compte répétera cette modification.",
  "target.value-of-unlinked":
    "La cible refuse {{path}} « {{value}} » ({{status}}) : le compte {{account}} porte cette valeur et n’est lié à personne ici. Renommez ou supprimez ce compte dans la cible, ou donnez à la personne une autre valeur.",
  "target.conflict":
    "La cible refuse la modification, car elle est en conflit avec l’état actuel du compte ({{status}}). Le prochain cycle relit le compte et refait ce qui reste utile.",
  "target.precondition":
    "Le compte a changé entre-temps dans la cible ({{status}}). Le prochain cycle le relit et refait ce qui reste utile.",
  "target.invalid":
    "La cible refuse le contenu de la requête ({{status}}) : elle n’accepte pas une valeur ou un attribut. Corrigez les données de la personne ou la correspondance ; l’échange enregistré montre ce qui a été envoyé.",
  "target.filter-refused":
    "La cible n’offre pas de recherche par cet attribut ({{status}}) : un compte existant ne peut pas être trouvé. Rapprochez par un autre attribut, userName en général.",
  "target.filter-ignored":
    "La cible répond à une recherche par des comptes qui n’y correspondent pas : les comptes existants ne peuvent pas être trouvés. Rien n’a été créé. Si la cible n’a pas de filtres, muster app test le constate et Muster compare tous les comptes ; sinon, interrogez son éditeur (RFC 7644, section 3.4.2.2).",
  "target.unsupported":
    "La cible n’offre pas cette opération ({{status}}). Demandez à son éditeur comment faire une telle modification, ou retirez-la de la correspondance.",
  "target.too-large-request":
    "La requête est plus grande que la cible ne l’accepte ({{status}}). Réduisez le nombre de membres par requête (membersPerCall).",
  "target.rate-limited":
    "La cible demande moins de requêtes ({{status}}). Muster attend le temps qu’elle indique et continue de lui-même. Si cela dure, demandez une limite plus haute à l’administrateur de la cible.",
  "target.busy":
    "La cible est momentanément indisponible ({{status}}). Muster réessaie de lui-même. Si cela dure, adressez-vous à l’administrateur de la cible.",
  "target.server-error":
    "La cible signale une erreur interne ({{status}}). Muster réessaie de lui-même. Si cela dure, montrez l’échange enregistré à l’administrateur de la cible.",
  "target.refused":
    "La cible refuse la requête avec un code qui n’a pas de sens particulier ici ({{status}}). L’échange enregistré montre ce qui a été envoyé et répondu.",
  "target.redirect":
    "La cible renvoie vers une autre adresse ({{status}} vers {{location}}), et les identifiants de connexion n’y sont pas envoyés d’office. Si cette adresse est la bonne, saisissez-la comme URL de l’application.",
  "target.timeout":
    "La cible n’a pas répondu à temps. Muster réessaie de lui-même. Si cela dure, vérifiez que ce serveur peut joindre l’adresse.",
  "target.reset":
    "La connexion s’est coupée avant la fin de la réponse. Muster réessaie de lui-même. Si cela dure, vérifiez le réseau entre ce serveur et la cible.",
  "target.refused-connection":
    "Aucun serveur n’accepte de connexions à l’adresse de la cible : elle est arrêtée, ou l’hôte ou le port sont faux. Démarrez-la, ou corrigez l’URL de l’application.",
  "target.name-unknown":
    "Le nom d’hôte de la cible est introuvable : il est mal saisi, ou inconnu du DNS de ce serveur. Corrigez l’URL de l’application, ou le DNS.",
  "target.tls":
    "Aucune connexion TLS de confiance avec la cible n’est possible : son certificat est expiré, établi pour un autre nom, ou signé par une autorité inconnue. Renouvelez le certificat, ou faites connaître cette autorité à ce serveur (NODE_EXTRA_CA_CERTS).",
  "target.too-large":
    "La réponse de la cible dépasse la limite et n’a pas été lue jusqu’au bout. Vérifiez l’URL. Si elle est bonne, la cible ignore la pagination ; son éditeur doit le corriger.",
  "target.outside":
    "La requête n’a pas été envoyée, car elle serait allée à un autre hôte que la cible. Vérifiez l’URL de l’application et les adresses que la cible renvoie.",
  "target.aborted": "La requête a été annulée, car le serveur s’arrêtait. Le prochain cycle la renvoie.",
  "target.unknown-outcome":
    "Une modification a été envoyée et aucune réponse lisible n’est venue : elle a peut-être été faite. Muster lit le compte avant tout nouvel envoi. Il n’y a rien à faire.",
  "target.bulk-answer":
    "La réponse à une requête groupée ne disait pas le sort de cette modification. Muster lit le compte avant tout nouvel envoi, et envoie des requêtes simples pendant un jour. L’éditeur de la cible devrait corriger cela (RFC 7644, section 3.7).",
  "target.no-id":
    "La cible a accepté un nouveau compte sans renvoyer son id : il ne peut pas encore être lié. Le prochain cycle le cherche par sa valeur de rapprochement. L’éditeur de la cible devrait corriger cela (RFC 7644, section 3.3).",
  "target.inconsistent":
    "La réponse de la cible se contredit : elle annonce {{total}} comptes et en montre {{received}}, ou cache l’attribut recherché. Rien n’en a été conclu ni créé. Montrez l’échange enregistré à son éditeur (RFC 7644, section 3.4.2).",
  "target.no-total":
    "La cible a répondu par une liste vide sans le nombre de comptes (totalResults) : elle ne prouve pas qu’un compte manque. Rien n’en a été conclu ni créé. Demandez à son éditeur d’envoyer totalResults (RFC 7644, section 3.4.2).",
  "target.other-type":
    "La cible a répondu à {{path}} par une ressource qui se dit d’un autre type (schemas ou meta.resourceType) : rien n’a été conclu, adopté ni créé. Vérifiez l’URL de l’application et montrez l’échange enregistré à l’éditeur de la cible.",
  "target.other-account":
    "La cible a répondu à une demande du compte {{account}} par le compte {{other}}. Rien n’a été conclu de cette réponse, et rien n’en a été écrit. Montrez l’échange enregistré à l’éditeur de la cible.",
  "target.account-taken":
    "La cible a répondu avec l’id {{account}}, qui est déjà celui du compte de {{other}}. Y écrire mêlerait deux personnes : rien de plus n’est envoyé. Demandez à l’éditeur de la cible pourquoi deux comptes ont le même id. Muster réessaie quand cette personne ou les réglages de l’application changent.",
  "target.listing-short":
    "La cible a terminé une liste avant toutes les entrées annoncées : rien n’en a été conclu. Muster réessaie. Si cela dure, interrogez l’éditeur de la cible sur la pagination.",
  "target.listing-repeats":
    "La cible répète la même page d’une liste : la liste a été arrêtée et rien n’en a été conclu. Interrogez son éditeur sur la pagination (RFC 7644, section 3.4.2.4).",
  "target.contradiction":
    "La cible dit qu’elle n’a pas ce compte ({{status}}), et le montre quand on le lit. Rien n’en a été conclu. Muster réessaie ; demandez à l’éditeur de la cible pourquoi les écritures reçoivent cette réponse.",
  "target.not-whole":
    "La cible n’a pas de PATCH : un compte y est modifié en l’écrivant en entier (PUT). La cible ne montre pas {{attributes}}, qu’un PUT pourrait supprimer : rien n’a été envoyé. Demandez à son éditeur de prendre en charge PATCH, ou de montrer ces attributs.",
  "target.not-applied":
    "La cible a annoncé un succès et montre encore l’ancienne valeur de {{path}}. Le compte donne peut-être encore accès : vérifiez-le dans la cible, et interrogez son éditeur.",
  "target.not-confirmed":
    "La cible a répondu à la modification de {{path}} par autre chose que le compte, et ne montre pas {{path}} quand on lit le compte. Le compte donne peut-être encore accès : vérifiez-le dans la cible, et interrogez son éditeur. Muster réessaie.",
  "target.not-kept":
    "La cible a accepté le compte avec {{path}} et n’a pas gardé cet attribut, ou ne le montre pas. Il n’est pas renvoyé avant que sa valeur change. La cible ne tient peut-être qu’une valeur de cette sorte, ou n’a pas cet attribut : demandez à son administrateur.",
  "target.refuses-everything":
    "La cible refuse en ce moment toutes les requêtes (statut {{status}}), même la lecture d’un compte qu’elle possède : son refus ne dit rien de ce qui a été envoyé. Rien n’est retenu, et Muster réessaie de lui-même. Vérifiez la cible.",
  "target.refuses-writes":
    "La cible refuse en ce moment toutes les écritures (statut {{status}}) dans les mêmes termes, quel que soit leur contenu, alors qu’elle en acceptait auparavant. La lecture fonctionne toujours. Rien n’est retenu, et Muster réessaie de lui-même. Vérifiez la cible : elle est peut-être en maintenance.",
  "target.attribute-refused":
    "La cible a déjà refusé {{path}} ({{status}}) : l’attribut n’a pas été renvoyé. Retirez-le de la correspondance, ou demandez à l’éditeur de la cible de l’accepter ; il est réessayé après un changement des réglages du connecteur, et de temps en temps par un seul compte.",
  "target.not-offered":
    "La cible ne mentionne pas {{path}} parmi ses attributs, et aucun compte n’a montré qu’elle le garde : cette modification n’a pas été envoyée. Demandez à l’éditeur de la cible si elle peut tenir cet attribut, ou retirez-le de la correspondance. Muster l’envoie dès qu’un nouveau compte le garde.",
  "target.attributes-not-offered":
    "La cible ne mentionne pas ces attributs de la correspondance : {{attributes}}. Certaines cibles acceptent plus qu’elles n’annoncent : ils sont envoyés avec les nouveaux comptes, et ceux qui ne sont pas gardés sont nommés ensuite. Les modifications de comptes existants sont envoyées dès qu’un compte a montré qu’il garde l’attribut. Demandez à l’éditeur de la cible si elle peut les tenir, ou retirez-les de la correspondance.",
  "target.attributes-hidden":
    "La cible déclare ne pas montrer ces attributs de la correspondance quand on lit un compte : {{attributes}}. Muster les écrit et ne peut pas les vérifier.",
  "target.attributes-not-shown":
    "Muster a écrit ces attributs, et les comptes qui viennent d’être lus ne les montrent pas : {{attributes}}. La cible les cache peut-être, ou ne les a pas gardés : demandez à son administrateur.",
  "target.values-spelt":
    "La cible garde ces attributs dans sa propre graphie, chacun avec le nombre de comptes parmi les {{accounts}} qui ont été parcourus : {{attributes}}. De telles valeurs ne comptent pas comme des écarts.",
  "target.secret-short":
    "L’identifiant de connexion a moins de {{least}} caractères. Si la cible le répète dans une réponse positive, Muster ne peut pas le distinguer d’un mot ordinaire et l’y laisse. Faites délivrer un identifiant plus long par la cible, et donnez-le avec muster app secret APP --token-env VARIABLE.",
  "target.path-unknown":
    "Un chemin d’attribut de la correspondance ne peut pas s’écrire en SCIM. Corrigez la correspondance de l’application.",

  "config.url-missing":
    "L’application n’a pas d’URL pour sa cible. Donnez-en une avec --url, ou comme url sous config dans un fichier.",
  "config.url-invalid":
    "« {{url}} » n’est pas une URL http ou https absolue. Donnez l’adresse SCIM de la cible, par exemple https://hote/scim/v2.",
  "config.url-credentials":
    "L’URL contient un nom d’utilisateur ou un mot de passe, que chaque journal montrerait. Retirez-les, et donnez les identifiants de connexion avec --token-env, ou comme credential dans un fichier.",
  "config.url-query":
    "L’URL contient une requête (« ? ») ou un fragment (« # »), où peut se trouver un secret qui serait enregistré et affiché. Donnez l’URL sans cette partie, et les identifiants de connexion avec --token-env, ou comme credential dans un fichier.",
  "config.number": "Le réglage « {{name}} » prend un nombre entier de {{min}} à {{max}}. Corrigez-le.",
  "config.unknown": "Le connecteur n’a pas de réglage « {{name}} ». Corrigez le nom ou retirez le réglage.",

  // The target's own words, added to the text of any code with a detail.
  "more.detail": "[{{detail}}]",
  "more.nearest": "Le nom le plus proche est {{nearest}}.",
  "column.last-test": "dernier test",
  "cli.tested-never": "pas encore avec cette adresse et ces identifiants de connexion",
  "cli.tested-works": "fonctionne",
  "cli.tested-failed": "échoué",
} as const satisfies Translation<typeof english>;
