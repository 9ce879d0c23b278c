"""
What the proof of a report says to whoever checks it, in French.

Origin: written for Polyphonie, 2026-11-22. Licence: that of the project.
"""

from __future__ import annotations

README = """PREUVE D'UN RAPPORT

Ce dossier permet de vérifier, sans l'étude et sans Polyphonie, qu'un rapport est bien celui qui a été signé.
Rapports concernés : {reports}

1. Copiez dans ce dossier le rapport que vous avez reçu, sous son nom d'origine.

2. La signature est-elle bonne ? (OpenSSL 3)

     openssl pkeyutl -verify -pubin -inkey cle_publique.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig

   Réponse attendue : « Signature Verified Successfully ».

3. Les fichiers sont-ils ceux qui ont été signés ?

     sha256sum --check --ignore-missing SHA256SUMS          (Linux)
     shasum -a 256 --check --ignore-missing SHA256SUMS      (macOS)

   Chaque ligne doit finir par « OK » (ou « Réussi »).

4. La clé est-elle la bonne ? Demandez son empreinte, de vive voix ou par un autre chemin, à qui a signé, et comparez :

     sha256sum cle_publique.pem
     {key}

   Sans cette comparaison, vous savez que rien n'a changé depuis la signature, mais pas qui a signé.

5. Une source citée est-elle bien celle du rapport ? Si l'on vous montre le fichier d'origine, son empreinte
   (« sha256sum le-fichier ») doit se trouver dans empreintes.txt, et c'est celle que donne l'annexe du rapport.

CE QUI EST PROUVÉ : le rapport, la liste des empreintes et le manifeste sont, à l'octet près, ceux qui ont été signés avec
cette clé ; et l'étude est tenue à ces empreintes : qui changerait une source, une transcription, une décision ou un
constat ne retrouverait plus la sienne.

CE QUI NE L'EST PAS : que les paroles ont été dites ; que les constats sont justes ; la date de la signature, qui est celle
de la machine ; l'identité de qui signe, sans l'étape 4. Les empreintes ne disent rien des mots : pour les vérifier, il faut
que l'équipe ouvre l'étude devant vous (« polyphonie manifest DOSSIER --compare »).
"""
