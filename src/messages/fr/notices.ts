import type { notices as english } from "../en/notices.ts";
import type { Translation } from "../translation.ts";

/** Les e-mails : ce que disent les avis, et ce qu’en rapportent les commandes. */
export const notices: Translation<typeof english> = {
  "mail.footer": "Muster a envoyé ce message automatiquement.",
  "mail.test-subject": "Message d’essai de Muster",
  "mail.test": "Ceci est un essai. Les e-mails de cette installation de Muster arrivent à cette adresse.",
  "mail.test-app":
    "Les messages sur l’application « {{app}} » vont à cette adresse quand son réglage notifyOnFailure est actif.",
  "mail.open-console": "Ouvrir la console",
  "mail.not-configured":
    "Cette installation n’envoie pas d’e-mails. Définissez MUSTER_MAIL_URL et MUSTER_MAIL_FROM, puis redémarrez le serveur.",
  "mail.no-address":
    "L’application « {{app}} » n’a pas d’adresse pour les messages. Donnez-en une : muster app settings APP --set notifyAddress=ADRESSE",
  "page.mail.no-address":
    "L’application « {{app}} » n’a pas d’adresse pour les messages. Saisissez-en une dans ses réglages, dans la section des messages, et enregistrez.",
  "mail.too-many-tests":
    "Aucun message n’a été envoyé, car cette organisation a envoyé plusieurs messages d’essai. Le prochain est possible dans {{seconds}} s.",
  "mail.too-many-links":
    "Rien n’a été changé et aucun lien n’a été envoyé, car beaucoup de liens ont été envoyés par vous ou à cette adresse. Le prochain est possible dans {{seconds}} s ; sans adresse e-mail, le lien est montré aussitôt.",
  "mail.unreachable": "Le serveur de messagerie {{host}}:{{port}} ne peut pas être atteint : {{answer}}",
  "mail.timeout": "Le serveur de messagerie {{host}}:{{port}} n’a pas répondu à temps.",
  "mail.tls-refused":
    "La connexion au serveur de messagerie {{host}}:{{port}} ne peut pas être chiffrée, donc rien n’a été envoyé : {{answer}}",
  "mail.login-refused": "Le serveur de messagerie {{host}} a refusé l’identifiant « {{login}} » : {{answer}}",
  "mail.sender-refused": "Le serveur de messagerie {{host}} a refusé l’expéditeur {{from}} : {{answer}}",
  "mail.recipient-refused": "Le serveur de messagerie {{host}} a refusé le destinataire {{to}} : {{answer}}",
  "mail.refused": "Le serveur de messagerie {{host}} a refusé le message : {{answer}}",
  "mail.sendmail-failed": "Le programme de messagerie {{path}} a échoué : {{answer}}",
  "mail.interrupted": "Le serveur s’est arrêté avant que le message ne soit remis.",
  "mail-security.tls": "chiffré avec TLS",
  "mail-security.starttls": "chiffré avec STARTTLS",
  "mail-security.none": "non chiffré",
  "cli.mail-sent": "Le message d’essai pour {{to}} a été accepté : {{answer}}",
  "cli.mail-via": "par {{host}}:{{port}}, {{security}}",
  "cli.mail-login": "connecté comme {{login}}",
  "cli.mail-program": "par le programme {{path}}",
  "help.notify": "vérifier les messages que Muster envoie par e-mail",
  "help.notify.test": "envoyer un message d’essai, et montrer quel serveur l’a accepté ou refusé",
  "help.option.notify-app": "l’envoyer à l’adresse pour les messages de cette application",
  "help.option.notify-to": "l’envoyer à cette adresse ; pour les administrateurs de l’instance",
  "notice.subject.provisioning.quarantine-entered": "« {{name}} » est en quarantaine",
  "notice.subject.provisioning.quarantine-changed": "« {{name}} » est en quarantaine pour une autre raison",
  "notice.subject.provisioning.quarantine-left": "« {{name}} » n’est plus en quarantaine",
  "notice.subject.provisioning.operations-resting":
    "Des opérations de « {{name}} » sont en quarantaine après trop d’échecs",
  "notice.subject.provisioning.operations-resumed": "Des opérations de « {{name}} » continuent",
  "notice.subject.provisioning.deprovisioning-held":
    "Des modifications retenues de « {{name}} » attendent une réponse",
  "notice.subject.import.failed": "L’import de « {{name}} » a échoué",
  "notice.subject.digest": "Résumé du jour pour « {{name}} »",
  "notice.text.provisioning.quarantine-entered":
    "La cible de « {{name}} » a refusé les identifiants de connexion. Aucun cycle n’y écrit avant qu’elle ne les accepte de nouveau ; Muster la teste après 1, 5, 15 et 60 minutes, puis toutes les heures.",
  "notice.text.provisioning.quarantine-changed":
    "La cible de « {{name}} » n’accepte toujours rien, et donne maintenant une autre raison.",
  "notice.text.provisioning.quarantine-left":
    "La cible de « {{name}} » accepte de nouveau les identifiants de connexion. Le prochain cycle reprend là où le dernier s’est arrêté.",
  "notice.text.provisioning.quarantine-left-by-person":
    "Une personne a mis fin à la quarantaine de « {{name}} », par la planification ou par un redémarrage. La prochaine écriture d’un cycle montrera si la cible accepte de nouveau les identifiants de connexion.",
  "notice.text.provisioning.operations-resting":
    "Trop d’opérations d’une même sorte ont échoué sur la cible de « {{name}} » : elles sont en quarantaine pendant que les autres continuent. Muster en essaie quelques-unes après 1, 5, 15 et 60 minutes, puis toutes les heures, et une réussite met fin à la quarantaine.",
  "notice.text.provisioning.operations-resumed":
    "La cible de « {{name}} » a exécuté une opération d’une sorte en quarantaine : ces opérations continuent.",
  "notice.text.provisioning.operations-resumed-by-person":
    "Une personne a activé la planification de « {{name}} », ou l’a redémarrée : les opérations en quarantaine sont toutes essayées de nouveau au prochain cycle.",
  "notice.text.provisioning.deprovisioning-held_one":
    "Un cycle de « {{name}} » retient {{count}} modification. Les comptes qui perdraient l’accès le gardent jusqu’à ce qu’une personne approuve.",
  "notice.text.provisioning.deprovisioning-held_many":
    "Un cycle de « {{name}} » retient {{count}} de modifications. Les comptes qui perdraient l’accès le gardent jusqu’à ce qu’une personne approuve.",
  "notice.text.provisioning.deprovisioning-held_other":
    "Un cycle de « {{name}} » retient {{count}} modifications. Les comptes qui perdraient l’accès le gardent jusqu’à ce qu’une personne approuve.",
  "notice.text.import.failed": "L’import de « {{name}} » n’a rien changé dans l’annuaire.",
  "notice.text.digest":
    "Voici ce qui s’est passé dans « {{name}} » pendant les dernières 24 heures, et ce qui attend.",
  "notice.page.provisioning.quarantine-entered": "Ouvrir l’application",
  "notice.page.provisioning.quarantine-changed": "Ouvrir l’application",
  "notice.page.provisioning.quarantine-left": "Ouvrir l’application",
  "notice.page.provisioning.operations-resting": "Ouvrir l’application",
  "notice.page.provisioning.operations-resumed": "Ouvrir l’application",
  "notice.page.provisioning.deprovisioning-held": "Consulter le plan, et approuver ou rejeter",
  "notice.page.import.failed": "Ouvrir l’import",
  "notice.page.digest": "Ouvrir l’organisation",
  "notice.several":
    "Cela s’est produit {{count}} fois depuis le dernier message. Le texte ci-dessus concerne la dernière fois :",
  "notice.at": "{{at}}",
  "notice.lanes": "Opérations :",
  "notice.lane.create-user": "nouveaux comptes d’utilisateurs ({{at}})",
  "notice.lane.update-user": "modifications de comptes d’utilisateurs ({{at}})",
  "notice.lane.disable-user": "désactivations de comptes d’utilisateurs ({{at}})",
  "notice.lane.delete-user": "suppressions de comptes d’utilisateurs ({{at}})",
  "notice.lane.create-group": "nouveaux groupes ({{at}})",
  "notice.lane.update-group": "modifications de groupes ({{at}})",
  "notice.lane.disable-group": "désactivations de groupes ({{at}})",
  "notice.lane.delete-group": "suppressions de groupes ({{at}})",
  "notice.digest-app": "{{name}} :",
  "notice.digest-done":
    "créés : {{created}}, modifiés : {{updated}}, désactivés : {{disabled}}, supprimés : {{deleted}}",
  "notice.digest-failed_one": "refusé par la cible : {{count}} fois",
  "notice.digest-failed_many": "refusés par la cible : {{count}} de fois",
  "notice.digest-failed_other": "refusés par la cible : {{count}} fois",
  "notice.digest-held_one": "{{count}} objet est retenu et attend une réponse",
  "notice.digest-held_many": "{{count}} d’objets sont retenus et attendent une réponse",
  "notice.digest-held_other": "{{count}} objets sont retenus et attendent une réponse",
  "notice.digest-waiting_one": "{{count}} objet attend son prochain essai ou un changement",
  "notice.digest-waiting_many": "{{count}} d’objets attendent leur prochain essai ou un changement",
  "notice.digest-waiting_other": "{{count}} objets attendent leur prochain essai ou un changement",
  "notice.digest-quarantine": "en quarantaine depuis {{at}}",
  "notice.digest-resting_one": "les opérations de {{count}} sorte sont en quarantaine après trop d’échecs",
  "notice.digest-resting_many":
    "les opérations de {{count}} de sortes sont en quarantaine après trop d’échecs",
  "notice.digest-resting_other": "les opérations de {{count}} sortes sont en quarantaine après trop d’échecs",
  "notice.digest-tokens_one": "{{count}} jeton expire bientôt :",
  "notice.digest-tokens_many": "{{count}} de jetons expirent bientôt :",
  "notice.digest-tokens_other": "{{count}} jetons expirent bientôt :",
  "notice.digest-other-tokens_one":
    "{{count}} jeton de l’organisation qui n’appartient pas à ces applications expire bientôt.",
  "notice.digest-other-tokens_many":
    "{{count}} de jetons de l’organisation qui n’appartiennent pas à ces applications expirent bientôt.",
  "notice.digest-other-tokens_other":
    "{{count}} jetons de l’organisation qui n’appartiennent pas à ces applications expirent bientôt.",
  "notice.digest-token_one": "{{name}} : d’ici {{count}} jour",
  "notice.digest-token_many": "{{name}} : d’ici {{count}} de jours",
  "notice.digest-token_other": "{{name}} : d’ici {{count}} jours",
  "link-mail.subject-invitation": "Votre invitation à Muster",
  "link-mail.subject-reset": "Choisissez un nouveau mot de passe pour Muster",
  "link-mail.invitation":
    "Vous êtes invité à « {{organization}} » dans Muster sous le nom « {{name}} ». Ouvrez le lien et choisissez un mot de passe.",
  "link-mail.invitation-instance":
    "Vous êtes invité à administrer cette installation de Muster sous le nom « {{name}} ». Ouvrez le lien et choisissez un mot de passe.",
  "link-mail.reset":
    "Un administrateur a créé un lien avec lequel vous choisissez un nouveau mot de passe pour le nom « {{name}} ». Votre ancien mot de passe reste valable jusqu’à ce que vous utilisiez le lien. Il termine alors vos sessions, et retire votre application d’authentification et vos clés d’accès.",
  "link-mail.open-invitation": "Choisir un mot de passe",
  "link-mail.open-reset": "Choisir un nouveau mot de passe",
  "link-mail.valid":
    "Le lien sert une fois, jusqu’au {{at}}. Ne le transmettez pas : son lecteur se connecte à votre place.",
  "link-mail.unexpected":
    "Si vous n’attendiez pas ce message, n’ouvrez pas le lien, et demandez à un administrateur de votre organisation.",
  "system.mail": "e-mail",
  "system.mail-off": "désactivé (MUSTER_MAIL_URL n’est pas défini)",
};
