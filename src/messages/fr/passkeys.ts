import type { passkeys as english } from "../en/passkeys.ts";
import type { Translation } from "../translation.ts";

/** Les clés d’accès des personnes. */
export const passkeys = {
  "sign-in.passkey-refused":
    "Cette clé d’accès ne vous a pas connecté. Elle a peut-être été retirée, ou il a fallu plus de cinq minutes. Réessayez, ou connectez-vous par votre mot de passe.",
  "passkey.unavailable":
    "Les navigateurs n’offrent pas de clés d’accès à {{url}} : il leur faut un nom d’hôte (pas une adresse IP) et https, ou localhost. Définissez MUSTER_PUBLIC_URL par une telle adresse et ouvrez-y la console.",
  "passkey.needs-password":
    "Vous n’avez pas de mot de passe : votre fournisseur d’identité décide de votre accès, et une clé d’accès passerait à côté de lui. Utilisez les clés d’accès du fournisseur, ou demandez à un propriétaire un lien pour un mot de passe.",
  "passkey.too-many":
    "Vous avez déjà {{limit}} clés d’accès, c’est la limite. Retirez-en une qui ne vous sert pas.",
  "passkey.challenge-ended":
    "La demande de cette clé d’accès est terminée : elle vaut une fois, pendant cinq minutes. Rien n’a été changé. Recommencez.",
  "passkey.invalid":
    "La clé d’accès n’a pas été ajoutée, car une vérification a échoué : {{detail}} Derrière un proxy, MUSTER_PUBLIC_URL doit être l’adresse que montre le navigateur. Sinon, essayez un autre appareil.",
  "passkey.exists": "Cette clé d’accès a déjà été ajoutée : rien n’a été changé.",
  "passkey.not-found":
    "Vous n’avez pas de clé d’accès de cet identifiant. GET /api/v1/session/passkeys énumère les vôtres.",
  "invalid.base64url": "doit être en base64url sans remplissage",
  "cli.person-app": "Application d’authentification depuis le {{at}}.",
  "cli.person-no-app": "Pas d’application d’authentification.",
  "cli.person-no-passkeys": "Pas de clés d’accès.",
  "column.passkey": "clé d’accès",
  "column.since": "depuis",
} as const satisfies Translation<typeof english>;
