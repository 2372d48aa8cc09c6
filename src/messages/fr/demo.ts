import type { demo as en } from "../en/demo.ts";
import type { Translation } from "../translation.ts";

export const demo: Translation<typeof en> = {
  "init.done": "Muster est prêt dans {{directory}}, avec l’organisation {{name}}.",
  "init.org": "Organisation : {{org}}",
  "init.token":
    "Jeton de l’administrateur de l’instance, valable 365 jours. Il n’est affiché que cette fois :",
  "init.next": "Ensuite :",
  "serve.listening": "Muster écoute sur {{url}}. Arrêtez-le avec Ctrl-C.",
  "serve.stopping": "Arrêt en cours. Le travail commencé se termine d’abord.",
  "simulate.listening":
    "Un simulateur de {{system}} écoute sur {{url}}. Il démarre vide, et oublie tout quand il s’arrête. Arrêtez-le avec Ctrl-C.",
  "simulate.paste": "Pour connecter Muster ou Entra ID, collez l’une de ces adresses et le jeton :",
  "simulate.current": "URL du locataire, forme actuelle : {{url}}",
  "simulate.legacy": "URL du locataire, forme ancienne : {{url}}",
  "simulate.token": "Jeton secret :                     {{token}}",
  "simulate.token-own": "Jeton secret :                     celui de la variable {{variable}}",
  "simulate.control":
    "Pour avancer son horloge, provoquer des pannes et voir son état : docs/fr/simulators.md.",
  "start.configuration":
    "L’environnement est inutilisable : {{problem}}. Corrigez la variable, puis démarrez de nouveau.",
  "start.port-in-use":
    "Un autre programme utilise le port {{port}} : rien n’a démarré. Choisissez un autre port avec --port, ou n’importe quel port libre avec --port 0.",
  "start.no-permission":
    "Le répertoire de données {{directory}} n’est pas accessible en écriture ({{reason}}). Donnez ce droit à cet utilisateur, ou choisissez un autre répertoire avec --data.",
  "start.not-a-directory":
    "{{directory}} n’est pas un répertoire : aucune installation ne peut s’y trouver. Donnez un répertoire avec --data.",
  "start.no-address":
    "Cette machine ne peut pas écouter sur {{host}} ({{reason}}) : rien n’a été démarré. Donnez une de ses adresses avec --host, par exemple 127.0.0.1.",
  "start.initialized-already":
    "{{directory}} contient déjà une installation ; rien n’a été modifié. Démarrez-la avec muster serve --data {{directory}}.",
  "start.not-initialized":
    "Il n’y a pas encore d’installation dans {{directory}}. Créez-en une avec muster init --data {{directory}}.",
  "master-key.length":
    "La clé maîtresse de {{from}} ne fait pas 32 octets en base64. Rétablissez la bonne clé : sans elle, les secrets enregistrés ne peuvent pas être lus.",
  "master-key.missing":
    "La clé maîtresse {{file}} manque, et cette installation contient des secrets qu’elle a scellés. Rien n’a été modifié. Remettez la clé depuis sa sauvegarde et redémarrez. Si la clé est perdue, écrivez dans ce fichier 32 nouveaux octets aléatoires en base64 avec le mode 0600, démarrez, et donnez un nouveau secret à chaque application et à chaque webhook.",
  "master-key.permission":
    "D’autres utilisateurs peuvent lire la clé maîtresse {{file}} (mode {{mode}}). Restreignez-la avec chmod 600 {{file}}. Si un autre utilisateur a pu la lire, remplacez les jetons des cibles.",
  "demo.started":
    "Un serveur Muster de démonstration tourne sur {{url}}. Les commandes ci-dessous sont celles que vous saisiriez.",
  "demo.equal":
    "{{app}} relu par SCIM : {{users}} comptes, {{groups}} groupes et {{members}} appartenances, tous égaux à l’annuaire.",
  "demo.different_one": "{{app}} relu par SCIM : une différence avec l’annuaire :",
  "demo.different_many": "{{app}} relu par SCIM : {{count}} de différences avec l’annuaire :",
  "demo.different_other": "{{app}} relu par SCIM : {{count}} différences avec l’annuaire :",
  "demo.good":
    "Terminé : les deux cycles sont clos, et les deux cibles contiennent exactement ce que contient l’annuaire.",
  "demo.bad": "Échec : un cycle n’est pas clos, ou une cible diffère de l’annuaire. Voir ci-dessus.",
  "demo.next": "Le serveur tourne jusqu’à Ctrl-C. Dans un autre terminal, dans ce dossier, essayez :",
  "demo.no-target":
    "La cible d’exemple {{script}} n’a pas démarré. Elle a besoin des paquets de développement : lancez d’abord npm ci --ignore-scripts dans une copie du dépôt.",
};
