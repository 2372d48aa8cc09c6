import type { demo as en } from "../en/demo.ts";
import type { Translation } from "../translation.ts";

export const demo: Translation<typeof en> = {
  "init.done": "Muster est prêt dans {{directory}}, avec l’organisation {{name}}.",
  "init.org": "Organisation : {{org}}",
  "init.token": "Jeton de l’administrateur de l’instance, affiché cette seule fois ; il vit 365 jours :",
  "init.next": "Ensuite :",
  "serve.listening": "Muster écoute sur {{url}}. Arrêtez-le avec Ctrl-C.",
  "serve.stopping": "Arrêt : ce qui est en cours se termine d’abord.",
  "start.configuration":
    "L’environnement est inutilisable : {{problem}}. Corrigez la variable, puis démarrez de nouveau.",
  "start.port-in-use":
    "Le port {{port}} est pris par un autre programme : rien n’a démarré. Choisissez-en un autre avec --port, ou --port 0 pour n’importe quel port libre.",
  "start.no-permission":
    "Le répertoire de données {{directory}} n’est pas accessible en écriture ({{detail}}). Donnez-en le droit à cet utilisateur, ou choisissez-en un autre avec --data.",
  "start.initialized-already":
    "{{directory}} contient déjà une installation ; rien n’a été modifié. Démarrez-la avec muster serve --data {{directory}}.",
  "start.not-initialized":
    "Il n’y a pas encore d’installation dans {{directory}}. Créez-en une avec muster init --data {{directory}}.",
  "master-key.length":
    "La clé maîtresse de {{from}} ne fait pas 32 octets en base64. Rétablissez la bonne : sans elle, les secrets conservés ne peuvent être ouverts.",
  "master-key.permission":
    "D’autres peuvent lire la clé maîtresse {{file}} (mode {{mode}}). Réservez-la-vous avec chmod 600 {{file}}, et remplacez les jetons des cibles si quelqu’un a pu la lire.",
  "demo.started":
    "Un Muster à part tourne sur {{url}}. Ce qui suit, ce sont les commandes que vous taperiez.",
  "demo.equal":
    "{{app}} relu par SCIM : {{users}} comptes, {{groups}} groupes et {{members}} appartenances, tous égaux à l’annuaire.",
  "demo.different_one": "{{app}} relu par SCIM : une différence avec l’annuaire :",
  "demo.different_many": "{{app}} relu par SCIM : {{count}} de différences avec l’annuaire :",
  "demo.different_other": "{{app}} relu par SCIM : {{count}} différences avec l’annuaire :",
  "demo.good":
    "Terminé : les deux cycles sont clos, et les deux cibles contiennent exactement ce que dit l’annuaire.",
  "demo.bad": "Échec : un cycle n’est pas clos, ou une cible diffère de l’annuaire. Voir ci-dessus.",
  "demo.next": "Il tourne jusqu’à Ctrl-C. Dans un autre terminal, dans ce dossier, essayez :",
  "demo.no-target":
    "La cible d’exemple {{script}} n’a pas démarré. Elle a besoin des paquets de développement : lancez d’abord npm ci --ignore-scripts dans une copie du dépôt.",
};
