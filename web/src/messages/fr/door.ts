import type { texts as english } from "../en/door.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  tagline: "Chaque compte suit votre annuaire, et chaque refus est expliqué.",
  "sign-in.title": "Connexion",
  "sign-in.heading": "Se connecter à Muster",
  "sign-in.name": "Nom",
  "sign-in.password": "Mot de passe",
  "sign-in.code": "Code de votre application d’authentification",
  "sign-in.code-help": "Six chiffres, ou l’un de vos codes de secours.",
  "sign-in.code-step": "Le mot de passe est bon. Votre compte exige aussi un code.",
  "sign-in.submit": "Se connecter",
  "sign-in.submitting": "Connexion…",
  "sign-in.show-password": "Afficher le mot de passe",
  "sign-in.hide-password": "Masquer le mot de passe",
  "sign-in.help":
    "Pas encore de compte, ou mot de passe perdu ? Un propriétaire de votre organisation peut vous envoyer un lien à usage unique.",
  "sign-in.wait_one": "Trop de tentatives. Vous pourrez réessayer dans {{count}} seconde.",
  "sign-in.wait_many": "Trop de tentatives. Vous pourrez réessayer dans {{count}} de secondes.",
  "sign-in.wait_other": "Trop de tentatives. Vous pourrez réessayer dans {{count}} secondes.",
  "sign-in.passkey": "Se connecter par une clé d’accès",
  "sign-in.no-passkey.cancelled":
    "Aucune clé d’accès ne vous a connecté : la demande a été annulée, ou cet appareil n’en a pas pour ce serveur.",
  "sign-in.no-passkey.refused":
    "Votre navigateur n’utilise pas de clés d’accès à cette adresse. Connectez-vous par votre mot de passe.",
  "sign-in.or": "ou",
  "sign-in.provider-failed":
    "Le fournisseur ne vous a pas connecté ({{problem}}). Réessayez ; si cela ne suffit pas, donnez l’identifiant de suivi à un propriétaire de votre organisation.",
  "sign-in.provider-remembered":
    "{{provider}} ne vous a pas laissé prouver de nouveau qui vous êtes, mais vous a connecté de mémoire : rien n’a été changé. Déconnectez-vous chez le fournisseur, puis réessayez.",
  "sign-in.provider-undated":
    "{{provider}} ne dit pas quand vous avez prouvé qui vous êtes : rien n’a été changé. Son administrateur peut ajouter la revendication auth_time au jeton d’identité.",
  "sign-in.to-console": "Revenir à la console",
  "sign-in.provider": "Continuer avec {{name}}",
  "again.heading": "Connectez-vous de nouveau",
  "again.text":
    "Votre connexion date. Montrez que c’est toujours vous, {{name}} : l’action reprend ensuite où elle s’est arrêtée.",
  "field.required": "Ce champ est obligatoire.",
  "welcome.title": "Bienvenue",
  "welcome.first-owner": "Créez votre compte",
  "welcome.invitation": "Vous êtes invité à rejoindre {{organization}}",
  "welcome.invitation-instance": "Vous êtes invité sur cette installation",
  "welcome.reset": "Choisissez un nouveau mot de passe",
  "welcome.first-owner-help":
    "Cette installation n’a pas encore de propriétaire. Le compte que vous créez ici possède la première organisation et administre l’installation.",
  "welcome.invitation-help": "Choisissez comment vous vous connectez. Le lien sert une seule fois.",
  "welcome.reset-help": "Le lien sert une seule fois et met fin à vos sessions ouvertes.",
  "welcome.name": "Nom de connexion",
  "welcome.name-help": "Par exemple votre adresse e-mail.",
  "welcome.display-name": "Nom affiché aux autres (facultatif)",
  "welcome.password": "Mot de passe",
  "welcome.password-help": "Au moins 12 caractères. Plusieurs mots se retiennent mieux que des signes.",
  "welcome.password-short": "Le mot de passe a moins de 12 caractères.",
  "welcome.repeat": "Mot de passe, une seconde fois",
  "welcome.repeat-differs": "Les deux mots de passe diffèrent.",
  "welcome.submit": "Créer le compte et se connecter",
  "welcome.submit-reset": "Définir le mot de passe et se connecter",
  "welcome.submitting": "Un instant…",
  "welcome.expires": "Le lien est valable jusqu’au {{at}}.",
  "welcome.no-link":
    "L’adresse ne contient pas de lien à usage unique. Ouvrez en entier le lien que vous avez reçu.",
  "welcome.dead-link": "Ce lien ne peut pas servir",
  "welcome.dead-link-help":
    "Il a déjà servi, a expiré, ou un lien plus récent l’a remplacé. Demandez un autre lien à un propriétaire de votre organisation.",
  "welcome.to-sign-in": "Aller à la page de connexion",
  loading: "Chargement…",
  "failed.unreachable": "Le serveur ne répond pas. Vérifiez votre connexion et réessayez.",
  "failed.unreadable":
    "La réponse est illisible. Un serveur mandataire l’a peut-être modifiée, ou le serveur est plus récent que cette page : rechargez la page.",
  "failed.tracking": "Identifiant de suivi : {{id}}",
};
