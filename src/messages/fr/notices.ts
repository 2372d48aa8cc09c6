import type { notices as english } from "../en/notices.ts";
import type { Translation } from "../translation.ts";

/** Le courrier : ce que disent les avis, et ce qu’en rapportent les commandes. */
export const notices: Translation<typeof english> = {
  "mail.footer": "Muster a envoyé ce message automatiquement.",
  "mail.test-subject": "Message d’essai de Muster",
  "mail.test": "Ceci est un essai. Le courrier de cette installation de Muster arrive à cette adresse.",
  "mail.test-app":
    "Les messages sur l’application « {{app}} » vont à cette adresse quand son réglage notifyOnFailure est actif.",
  "mail.open-console": "Ouvrir la console",
  "mail.not-configured":
    "Cette installation n’envoie pas de courrier. Définissez MUSTER_MAIL_URL et MUSTER_MAIL_FROM, puis redémarrez le serveur.",
  "mail.no-address":
    "L’application « {{app}} » n’a pas d’adresse pour les messages. Donnez-en une : muster app settings APP --set notifyAddress=ADRESSE",
  "page.mail.no-address":
    "L’application « {{app}} » n’a pas d’adresse pour les messages. Donnez une valeur à notifyAddress dans ses réglages.",
  "mail.unreachable": "Le serveur de courrier {{host}}:{{port}} ne peut pas être atteint : {{answer}}",
  "mail.timeout": "Le serveur de courrier {{host}}:{{port}} n’a pas répondu à temps.",
  "mail.tls-refused":
    "La connexion au serveur de courrier {{host}}:{{port}} ne peut pas être chiffrée, donc rien n’a été envoyé : {{answer}}",
  "mail.login-refused": "Le serveur de courrier {{host}} a refusé l’identifiant « {{login}} » : {{answer}}",
  "mail.sender-refused": "Le serveur de courrier {{host}} a refusé l’expéditeur {{from}} : {{answer}}",
  "mail.recipient-refused": "Le serveur de courrier {{host}} a refusé le destinataire {{to}} : {{answer}}",
  "mail.refused": "Le serveur de courrier {{host}} a refusé le message : {{answer}}",
  "mail.sendmail-failed": "Le programme de courrier {{path}} a échoué : {{answer}}",
  "mail.interrupted": "Le serveur s’est arrêté avant que le message ne soit remis.",
  "mail-security.tls": "chiffré avec TLS",
  "mail-security.starttls": "chiffré avec STARTTLS",
  "mail-security.none": "non chiffré",
  "cli.mail-sent": "Le message d’essai pour {{to}} a été accepté : {{answer}}",
  "cli.mail-via": "par {{host}}:{{port}}, {{security}}",
  "cli.mail-login": "connecté comme {{login}}",
  "cli.mail-program": "par le programme {{path}}",
  "help.notify": "vérifier les messages que Muster envoie par courrier",
  "help.notify.test": "envoyer un message d’essai, et montrer quel serveur l’a accepté ou refusé",
  "help.option.notify-app": "l’envoyer à l’adresse pour les messages de cette application",
  "help.option.notify-to": "l’envoyer à cette adresse ; pour les administrateurs de l’instance",
  "system.mail": "courrier",
  "system.mail-off": "désactivé (MUSTER_MAIL_URL n’est pas défini)",
};
