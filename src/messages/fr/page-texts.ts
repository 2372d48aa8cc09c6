import type { pageTexts as english } from "../en/page-texts.ts";
import type { Translation } from "../translation.ts";

export const pageTexts: Translation<typeof english> = {
  "page.overview.quarantine":
    "La cible refuse les identifiants de connexion, donc aucun cycle ne tourne. Remplacez les identifiants de connexion, ou testez la connexion.",
  "page.overview.held_one": "{{count}} objet attend une personne ou des données.",
  "page.overview.held_many": "{{count}} d’objets attendent une personne ou des données.",
  "page.overview.held_other": "{{count}} objets attendent une personne ou des données.",
  "page.overview.cycle-failed": "Le dernier cycle a échoué. Sa page montre pourquoi.",
  "page.overview.parked_one": "{{count}} objet attend un changement, car la cible l’a refusé trop souvent.",
  "page.overview.parked_many":
    "{{count}} d’objets attendent un changement, car la cible les a refusés trop souvent.",
  "page.overview.parked_other":
    "{{count}} objets attendent un changement, car la cible les a refusés trop souvent.",
  "page.overview.not-started":
    "Aucun plan n’a encore été appliqué, donc la planification n’a pas commencé. Préparez un plan.",
  "page.overview.off":
    "La planification est arrêtée, donc les changements restent ici. Mettez-la en marche dans les réglages.",

  "page.import.source-empty":
    "L’instantané ne contient pas de {{types}}, alors que l’annuaire en a {{live}} de cette source. L’export est sans doute défectueux : tous ont été gardés.",
  "page.import.too-many-leavers":
    "{{leavers}} des {{live}} {{types}} de cette source manquent dans l’instantané, et {{limit}} au plus peuvent partir en un import. L’export est sans doute incomplet : tous ont été gardés.",
  "page.import.columns-ignored":
    "{{file}} : ces colonnes ont été laissées de côté : {{columns}}. S’il vous en faut une, importez à nouveau les fichiers et choisissez sa colonne dans Muster.",
  "page.import.unknown-column":
    "{{file}}, ligne {{line}} : ces colonnes sont inconnues : {{columns}}. Rien n’a été importé. Importez à nouveau les fichiers et choisissez pour chacune sa colonne dans Muster, ou laissez-la de côté. Colonnes connues : {{known}}.",
  "page.import.missing-column":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » manque. Le fichier a ces colonnes : {{columns}}. Rien n’a été importé. Importez à nouveau les fichiers et choisissez laquelle c’est, ou exportez le fichier avec la colonne manquante.",

  "page.match.not-open":
    "{{object}} n’attend pas de décision sur son compte. Rien n’a été changé. Rechargez la liste.",
  "page.match.account-needed":
    "Il n’y a pas un seul compte à adopter pour « {{name}} » : {{count}} ont été trouvés. Rien n’a été changé. Choisissez le compte.",
  "page.hold.several-matches":
    "retenu : plusieurs comptes correspondent, et adopter le mauvais le donnerait à une autre personne. Choisissez-en un sur la page Rapprochement",
  "page.hold.account-found":
    "retenu : le compte {{account}} existe déjà, et les réglages demandent avant de l’adopter. Décidez sur la page Rapprochement",
  "page.hold.account-privileged":
    "retenu : le compte {{account}} est privilégié, ou la cible ne montre pas s’il l’est ; il n’est donc pas adopté sans une personne. Décidez sur la page Rapprochement",
  "page.hold.account-absent":
    "retenu : la cible n’a pas de compte pour l’utilisateur ou le groupe, et les réglages demandent avant d’en créer un. Décidez sur la page Rapprochement",
  "page.hold.default-domain-missing":
    "retenu : {{path}} utilise DefaultDomain, et l’application n’a pas de domaine par défaut. Indiquez-le dans les réglages de l’application",

  "page.cycle.stopped-unauthenticated":
    "La cible a refusé les identifiants de connexion : plus rien n’a été envoyé. Remplacez les identifiants de connexion de l’application, puis testez sa connexion. Rien n’est perdu : le prochain cycle continue d’ici.",
  "page.cycle.cancelled":
    "Le cycle a été annulé sur demande. Ce qui a été envoyé jusque-là est enregistré ; le prochain cycle fait le reste.",
  "page.cycle.interrupted":
    "Le serveur s’est arrêté pendant le cycle. Rien n’est perdu : le prochain cycle vérifie d’abord l’issue des dernières requêtes, puis continue.",
  "page.cycle.not-balanced":
    "Les totaux du cycle ne concordent pas. C’est un défaut de Muster, pas une erreur de votre part : merci de le signaler avec l’id du cycle. Un autre cycle vérifie de nouveau chaque compte.",
  "page.cycle.planning-ended":
    "Le fil d’exécution qui calcule les plans s’est arrêté avant la fin, donc rien n’a été envoyé ; le journal du serveur dit pourquoi. Rien n’est perdu : le prochain cycle planifie de nouveau.",
  "page.cycle.failed":
    "Muster lui-même a échoué, et le cycle a pris fin plus tôt. C’est un défaut, pas une erreur de votre part ; le journal du serveur montre où. Rien n’est perdu : le prochain cycle continue d’ici.",

  "page.why.default-access":
    "affecté avec le seul rôle par défaut : affectez un autre rôle, ou laissez dans les réglages les affectations avec ce rôle donner un compte",
  "page.why.filtered-out":
    "aucun filtre de périmètre n’est satisfait : essayez l’utilisateur ou le groupe sur la page des filtres",
  "page.why.left-out": "un réglage écarte le groupe : voir les groupes concernés dans les réglages",
  "page.why.out-of-scope": "non affecté : affectez l’utilisateur, ou l’un de ses groupes",
  "page.why.deleted":
    "supprimé de l’annuaire : rétablissez l’utilisateur sur la page des utilisateurs supprimés, ou importez de nouveau la personne",
  "page.why.group-out-of-scope": "non affecté : affectez le groupe lui-même",
  "page.why.schedule-waiting": "la planification commence après la première application d’un plan",
  "page.why.schedule-off":
    "la planification est arrêtée : mettez-la en marche dans les réglages, ou lancez un cycle",
  "page.why.schedule-quarantine_one":
    "la cible est suspendue depuis {{since}}, car elle a refusé les identifiants de connexion {{attempts}} fois ; prochain test le {{next}}, ou aussitôt par un test de la connexion",
  "page.why.schedule-quarantine_many":
    "la cible est suspendue depuis {{since}}, car elle a refusé les identifiants de connexion {{attempts}} de fois ; prochain test le {{next}}, ou aussitôt par un test de la connexion",
  "page.why.schedule-quarantine_other":
    "la cible est suspendue depuis {{since}}, car elle a refusé les identifiants de connexion {{attempts}} fois ; prochain test le {{next}}, ou aussitôt par un test de la connexion",
  "page.why.pending_one":
    "{{attempts}} échec, en attente du prochain essai ; le journal de provisionnement montre pourquoi",
  "page.why.pending_many":
    "{{attempts}} d’échecs, en attente du prochain essai ; le journal de provisionnement montre pourquoi",
  "page.why.pending_other":
    "{{attempts}} échecs, en attente du prochain essai ; le journal de provisionnement montre pourquoi",

  "page.target.unauthenticated":
    "La cible refuse les identifiants de connexion ({{status}}) : ils sont faux, expirés ou révoqués. Demandez un nouveau jeton à l’administrateur de la cible, remplacez les identifiants de connexion de l’application, et testez sa connexion.",
  "page.target.wrong-url":
    "La réponse {{status}} n’est pas du SCIM, et rien n’en a été conclu. Probablement l’adresse de l’application est fausse ou n’est plus valable, ou une passerelle a perdu la route. Vérifiez l’adresse sous Connexion ; elle finit d’ordinaire par /scim/v2.",
  "page.target.no-groups-endpoint":
    "La cible n’a pas de groupes à cette adresse : elle énumère ses utilisateurs et a répondu {{status}} à {{path}}. Utilisez une adresse de la cible qui offre des groupes, ou choisissez sous Réglages de n’envoyer aucun groupe.",
  "page.target.secret-short":
    "L’identifiant de connexion a moins de {{least}} caractères. Si la cible le répète dans une réponse positive, Muster ne peut pas le distinguer d’un mot ordinaire et l’y laisse. Faites délivrer un identifiant plus long par la cible, et remplacez les identifiants de connexion.",
  "page.target.token-refused":
    "Le point de terminaison des jetons a refusé le client ({{status}}, {{error}}). Rien n’a été envoyé à la cible. Vérifiez l’identifiant du client, le secret ou la clé et la portée sous Connexion.",
  "page.target.token-key":
    "Le secret enregistré n’est pas une clé privée capable de signer (RSA, P-256 ou Ed25519, en PEM). Remplacez les identifiants de connexion.",

  "page.setting.users":
    "Les utilisateurs du périmètre : ceux qui sont affectés, ou tous ceux de l’organisation. Les filtres de périmètre valent pour les deux.",
  "page.setting.groups":
    "Les groupes du périmètre, choisis à part des utilisateurs. Les filtres de périmètre valent pour tous.",
  "page.setting.defaultAccess":
    "Si une affectation avec le rôle par défaut de l’application met des personnes dans le périmètre. Si ce rôle est écarté, une personne qui n’en a pas d’autre ne reçoit pas de compte.",
  "page.setting.nestedGroups":
    "Si les groupes d’un groupe comptent : leurs membres sont dans le périmètre par son affectation, et ils sont ses membres dans la cible. Sinon, seuls comptent les utilisateurs qui sont eux-mêmes dans un groupe.",
  "page.setting.onUserGone":
    "L’action sur le compte d’un utilisateur disparu pour de bon de l’annuaire. S’il est supprimé, les comptes de tels utilisateurs désactivés auparavant sont supprimés aussi.",
  "page.setting.onScopeLeave":
    "L’action sur le compte d’un utilisateur actif qui n’est plus concerné. Un compte gardé est tout de même désactivé quand son utilisateur devient inactif ou est supprimé.",
  "page.setting.onFilteredOut":
    "L’action sur le compte d’un utilisateur actif qui est affecté et qu’un filtre de périmètre écarte.",
  "page.setting.onUserDeleted":
    "L’action sur le compte d’un utilisateur supprimé qui peut encore être restauré. Un compte renommé est désactivé aussi, et son nom d’utilisateur et ses adresses sont libres pour d’autres.",
  "page.setting.onManagerLeave":
    "Si les comptes des subordonnés gardent leur responsable quand le compte de celui-ci est désactivé. Un compte supprimé est effacé dans tous les cas.",
  "page.setting.onGroupLeave":
    "L’action sur le groupe de la cible quand le nôtre quitte le périmètre ou l’annuaire.",
  "page.setting.rewriteAttributes":
    "Les attributs dont les changements sont comptés, chacun pour soi. Ceux qui identifient un compte sont le nom d’utilisateur, les attributs de rapprochement et ceux à valeurs uniques.",

  "page.token.last":
    "Le jeton « {{name}} » n’a pas été révoqué, car c’est le dernier qui puisse administrer l’instance : sans lui, aucun autre ne pourrait être créé. Créez-en d’abord un autre.",
  "page.user.value-taken":
    "L’utilisateur n’a pas été rétabli : « {{holder}} » ({{id}}) a maintenant le {{path}} de « {{name}} ». Donnez un autre nom d’utilisateur, ou modifiez d’abord l’autre.",
  "page.app.secret-unreadable":
    "L’identifiant de connexion enregistré de {{app}} ne peut pas être ouvert : il a été scellé avec une autre clé maîtresse, ou il est abîmé. Rien n’a été envoyé. Remettez la bonne master.key, ou remplacez les identifiants de connexion de l’application.",
  "page.app.changed-meanwhile":
    "La modification n’a pas été faite, car une autre requête a modifié l’application {{app}} au même moment. Consultez-la de nouveau, puis répétez la modification si elle est encore utile.",
  "page.webhook.secret-unreadable":
    "Le secret de signature du webhook {{webhook}} ne peut pas être ouvert : il a été scellé avec une autre clé maîtresse, ou il est abîmé. Rien n’a été envoyé. Remettez la bonne master.key, ou créez un nouveau secret et donnez-le au récepteur.",
  "page.webhook.changed-meanwhile":
    "La modification n’a pas été faite, car une autre requête a modifié le webhook {{webhook}} au même moment. Consultez-le de nouveau, puis répétez la modification si elle est encore utile.",
  "page.webhook.delivery-not-found":
    "Le webhook n’a pas d’envoi {{delivery}}. Les mille dernières tentatives sont gardées.",
  "page.webhook.delivery-ping":
    "Rien n’a été envoyé, car cet envoi était un essai et ne contient aucun événement. Envoyez un autre essai à « {{name}} ».",
  "page.webhook.delivery-waiting":
    "Rien n’a été envoyé, car ce message attend encore son accusé de réception et repart de lui-même. Pour l’envoyer maintenant, choisissez « Renvoyer maintenant » sur la page de « {{name}} ».",
  "page.plan.not-planned":
    "Les retenues de ce plan ne peuvent pas recevoir de réponse ; son état est : {{state}}. Préparez un nouveau plan, et répondez à ses retenues.",
  "page.plan.holds-expired":
    "Les retenues de ce plan ne peuvent plus recevoir de réponse, car le plan a plus de {{days}} jours. Préparez un nouveau plan, et répondez à ses retenues.",
  "page.plan.not-answerable":
    "Le plan n’a pour {{object}} aucune retenue à laquelle une personne puisse répondre.",
  "page.plan.stale":
    "Rien n’a été appliqué, car le plan est périmé : l’annuaire, les réglages ou la cible ont changé depuis. Préparez un nouveau plan.",
  "page.plan.preview":
    "Rien n’a été appliqué, car le plan montre seulement ce que ferait la nouvelle correspondance par défaut. Adoptez-la sous Correspondances, puis préparez un plan.",
  "page.plan.already-applied":
    "Le plan a déjà été appliqué, et un plan ne s’applique qu’une fois. Préparez un nouveau plan.",
  "page.plan.failed":
    "Le plan n’a pas pu être fait : il n’y a rien à appliquer. Préparez un nouveau plan, qui en indique la cause.",
  "page.engine.busy":
    "Un cycle de cette application est déjà en cours, et un seul peut l’être à la fois. Attendez sa fin, puis réessayez.",
  "page.import.not-staging":
    "L’import n’accepte plus de fichiers, son état est : {{state}}. Commencez-en un autre.",
  "page.import.already-staged":
    "Le fichier ({{part}}) a déjà été envoyé pour cet import. Commencez-en un autre.",
  "page.target.filter-ignored":
    "La cible répond à une recherche par des comptes qui n’y correspondent pas : les comptes existants ne peuvent pas être trouvés. Rien n’a été créé. Si la cible n’a pas de filtres, un test de la connexion le constate et Muster compare tous les comptes ; sinon, interrogez son éditeur (RFC 7644, section 3.4.2.2).",
  "page.app.credential-needed":
    "Rien n’a été changé, car le secret enregistré de « {{name}} » serait envoyé à {{server}}, qui ne l’a pas reçu jusqu’ici. Saisissez le secret dans le même formulaire.",
  "page.config.url-missing": "L’application n’a pas d’adresse pour sa cible. Indiquez-en une.",
  "page.config.url-credentials":
    "L’adresse contient un nom d’utilisateur ou un mot de passe, que chaque journal montrerait. Retirez-les, et donnez les identifiants de connexion comme tels.",
  "page.config.url-query":
    "L’adresse contient une requête (« ? ») ou un fragment (« # »), où peut se trouver un secret qui serait enregistré et affiché. Donnez l’adresse sans cette partie, et les identifiants de connexion comme tels.",
  "page.mapping.write-only-required":
    "Un mot de passe est un secret : il est envoyé et n’est gardé nulle part. Choisissez une expression, et cochez que la valeur n’est envoyée qu’à la création et n’est gardée nulle part.",
  "page.mapping.default-domain-unknown":
    "DefaultDomain est un réglage d’une application, et il est donc absent ici ; l’essai d’une correspondance montre la valeur",
  "page.template.parameter-missing":
    "Le paramètre {{name}} n’a pas de valeur. {{where}} Elle ressemble à {{example}}.",
  "page.app.roles-none":
    "Rien n’a été changé : « {{app}} » n’a aucun rôle, donc pas non plus le rôle « {{role}} ». Ajoutez d’abord le rôle.",
  "page.app.role-in-use":
    "Rien n’a été changé : des affectations donnent le rôle « {{role}} » ({{count}}), et sans le rôle ces personnes le perdraient. Retirez d’abord ces affectations.",
  "page.app.template-missing":
    "Rien n’a été changé : « {{app}} » n’a pas été créée à partir d’un modèle de cette galerie. Ses rôles s’ajoutent un par un.",
  "page.person.last-owner":
    "Rien n’a été changé, car « {{name}} » est le dernier propriétaire de l’organisation qui puisse se connecter. Invitez d’abord un autre propriétaire, et attendez que le lien ait servi.",
  "page.person.last-administrator":
    "Rien n’a été changé, car « {{name}} » est le dernier administrateur de l’instance qui puisse se connecter. Invitez-en d’abord un autre.",
  "page.person.has-role":
    "Rien n’a été changé, car « {{name}} » y a déjà le rôle {{role}}. Changez-le sur la page de la personne.",
  "page.person.no-role":
    "Rien n’a été changé, car « {{name}} » n’y a aucun rôle. Invitez la personne pour en donner un.",
  "page.person.disabled":
    "Rien n’a été changé, car « {{name}} » est désactivée. Réactivez d’abord la personne.",
  "page.identity-provider.last-owner":
    "Rien n’a été changé, car le dernier propriétaire de « {{organization}} » qui puisse se connecter n’a que le fournisseur d’identité « {{name}} ». Donnez d’abord un mot de passe à un propriétaire, par un lien de la page de la personne.",
  "page.identity-provider.last-administrator":
    "Rien n’a été changé, car le dernier administrateur de l’instance qui puisse se connecter n’a que le fournisseur d’identité « {{name}} ». Donnez d’abord un mot de passe à un administrateur de l’instance, par un lien de la page de la personne.",
  "page.replay.illegible":
    "La requête ne peut pas être rejouée : elle contenait un secret dans ses paramètres, dans le chemin d’une opération ou dans un corps qui n’est pas du JSON, et ce secret a été retiré. Faites-la renvoyer par le client.",
  "page.org.not-found":
    "Aucune organisation {{org}} n’est visible pour vous. Choisissez-en une autre dans la liste des organisations.",
  "page.token.not-found":
    "Il n’y a pas de jeton {{token}} dans cette organisation. La page des jetons montre ceux qui existent.",
  "page.user.not-deleted":
    "Il n’y a pas d’utilisateur supprimé {{user}}. Il a pu être rétabli ou effacé. La page des utilisateurs supprimés montre les autres.",
  "page.app.not-found":
    "Aucune application {{app}} n’est visible pour vous. La page des applications montre celles qui existent.",
  "page.app.connector-unknown":
    "Cette installation n’a pas de connecteur « {{connector}} ». Choisissez-en un que le formulaire propose.",
  "page.webhook.not-found":
    "Il n’y a pas de webhook {{webhook}} dans cette organisation. La page des webhooks montre ceux qui existent.",
  "page.exchange.not-found":
    "Aucun échange de ce nom n’est visible pour vous. Les anciens échanges sont supprimés ; la page des échanges montre ceux qui sont gardés.",
  "page.cycle.not-found":
    "Aucun cycle {{cycle}} n’est visible pour vous. La page de l’application montre ses derniers cycles.",
  "page.cycle.ended":
    "Le cycle {{cycle}} est déjà terminé et ne peut plus être annulé. Sa page montre comment il s’est terminé.",
  "page.schema.not-found":
    "Cette organisation n’a pas de schéma {{schema}}. La page des schémas montre ceux qui existent.",
  "page.resource-type.not-found":
    "Cette organisation n’a pas défini le type de ressources {{name}}. La page des schémas montre les types de ressources.",
  "page.template.not-found":
    "La galerie de cette version n’a pas de modèle {{template}}. La page de la galerie montre ses modèles.",
  "page.app.group-not-selected":
    "L’application ne choisit pas le groupe « {{find}} » : il n’y avait rien à retirer. Ses affectations montrent les groupes choisis.",
  "page.app.assignment-role-not-found":
    "{{subject}} n’est pas affecté à cette application avec le rôle « {{role}} » : il n’y avait rien à retirer. Ses affectations montrent les rôles.",
  "page.person.not-found":
    "Aucune personne « {{find}} » n’a de rôle là où vous pouvez le voir. La page des personnes qui se connectent montre les autres ; les utilisateurs de l’annuaire n’en font pas partie.",
  "page.identity-provider.not-found":
    "Il n’y a pas ici de fournisseur d’identité {{provider}}, ou il est désactivé. La page des fournisseurs d’identité montre ceux qui existent.",
  "page.identity-provider.secret-unreadable":
    "Le secret du fournisseur d’identité « {{name}} » ne s’ouvre pas : il a été scellé sous une autre clé maîtresse, ou il est abîmé. Restaurez la bonne master.key, ou modifiez le fournisseur et redonnez son secret.",
  "page.person.no-passkey":
    "Rien n’a été changé, car « {{name}} » n’a pas de clé d’accès de cet identifiant. La page de la personne montre les siennes.",
  "page.rejected.not-found":
    "Il n’y a pas de requête rejetée {{request}} dans cette organisation. De plus récentes ont pu la remplacer. La page des requêtes rejetées montre celles qui sont gardées.",
  "page.replay.redacted":
    "La requête n’a pas été envoyée : les valeurs de {{names}} n’ont pas été gardées, et ce qui les remplace serait écrit. Essayez-la sans l’envoyer, ou faites-la renvoyer par le client.",
  "page.replay.token-ended":
    "La requête n’a pas été envoyée : le jeton « {{name}} » est révoqué ou expiré, et une requête est envoyée avec le jeton avec lequel elle est venue. Essayez-la sans l’envoyer, ou faites-la renvoyer par le client avec un jeton valable.",
  "page.replay.token-needed":
    "La requête n’a pas été envoyée, car il lui faut un jeton. Choisissez-en un ; la page des jetons montre ceux qui existent.",
  "page.request.too-many":
    "Ce jeton peut envoyer {{limit}} requêtes par seconde, et en envoie davantage. Attendez {{seconds}} s, puis ralentissez. Un administrateur de l’instance peut relever la limite sur la page du jeton.",
};
