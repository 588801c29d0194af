// What the operations of OGC API - Processes and their parameters are for, in Czech, by the English sentence.

export const csApi = {
  "The landing page: links to what is offered": "Úvodní stránka: odkazy na to, co se nabízí",
  "What this service can do, as an OpenAPI document": "Co tato služba umí, jako dokument OpenAPI",
  "The list of processes": "Seznam procesů",
  "The description of a process": "Popis procesu",
  "Execute a process": "Spustit proces",
  "Execute a process, its inputs in the query": "Spustit proces se vstupy v dotazu",
  "Say what is wrong with an execute request, and execute nothing": "Říci, co je na požadavku na spuštění špatně, a nic nespustit",
  "The execute request that the job was made by": "Požadavek na spuštění, kterým úloha vznikla",
  "The list of jobs, the newest first": "Seznam úloh od nejnovější",
  "How a job stands": "Stav úlohy",
  "End a job, or remove one that has ended with its results": "Ukončit úlohu, nebo skončenou úlohu odstranit i s výsledky",
  "The results of a job": "Výsledky úlohy",
  "One output of a job": "Jeden výstup úlohy",
  "The same as DELETE, for forms": "Totéž jako DELETE, pro formuláře",
  "Hold a running job; all of it stands still": "Pozastavit běžící úlohu; celá se zastaví",
  "Let a held job go on": "Nechat pozastavenou úlohu pokračovat",
  "Keep a job and its results beyond their time": "Uchovat úlohu a její výsledky déle, než je obvyklé",
  "Keep a job no longer than others": "Neuchovávat úlohu déle než ostatní",
  "How the server stands: readiness, queue, engines, disks, processes": "Stav serveru: připravenost, fronta, izolace, disky, procesy",
  "Let waiting jobs begin": "Nechat čekající úlohy spustit",
  "Take jobs in, and let none begin": "Úlohy přijímat a žádnou nespouštět",
  "Take no job in, and run those that wait": "Žádnou úlohu nepřijímat a čekající dokončit",
  "What nobody needs any more": "Co už nikdo nepotřebuje",
  "Remove what nobody needs any more": "Odstranit, co už nikdo nepotřebuje",
  "What the process printed, once the job has ended": "Co proces vypsal, jakmile úloha skončila",
  "What happens to jobs, as server-sent events": "Co se děje s úlohami, jako události posílané serverem",
  "What happens to a job, as server-sent events": "Co se děje s úlohou, jako události posílané serverem",
  "The id of the last event that was read: what came after it is sent":
    "Identifikátor poslední přečtené události: pošle se, co přišlo po ní",
  "The format of the answer, instead of the header Accept": "Formát odpovědi místo hlavičky Accept",
  "The version of OpenAPI, or html for a page, instead of the header Accept; json is OpenAPI 3.0":
    "Verze OpenAPI, nebo html pro stránku, místo hlavičky Accept; json je OpenAPI 3.0",
  "How many entries the answer holds at most": "Kolik položek odpověď nejvýše obsahuje",
  "Words that stand in the identifier, title, description, keywords or source of each process":
    "Slova, která stojí v identifikátoru, názvu, popisu, klíčových slovech nebo zdroji každého procesu",
  "How many entries are left out before the first": "Kolik položek se vynechá před první",
  "The profile of the answer": "Profil odpovědi",
  "The identifier of a process": "Identifikátor procesu",
  "json asks for one JSON document where several outputs could come in another form too":
    "json žádá o jeden dokument JSON tam, kde by několik výstupů mohlo přijít i v jiné podobě",
  "respond-async asks for a job; wait=n waits n seconds for it; return=minimal asks for links, return=representation for values (RFC 7240)":
    "respond-async žádá o úlohu; wait=n na ni čeká n sekund; return=minimal žádá o odkazy, return=representation o hodnoty (RFC 7240)",
  "A name of the client's choice: sent again with the same request it gives the same job, so a lost answer can be asked for again":
    "Název, který si zvolí klient: odeslán znovu s týmž požadavkem dá tutéž úlohu, takže o ztracenou odpověď lze požádat znovu",
  "Kinds of jobs; there are none but process": "Druhy úloh; jiné než process nejsou",
  "Identifiers of processes": "Identifikátory procesů",
  "States; a job that is held counts as running": "Stavy; pozastavená úloha se počítá jako běžící",
  "When the job was made: an instant, or two with a slash between, of which one may be ..":
    "Kdy úloha vznikla: okamžik, nebo dva okamžiky oddělené lomítkem, z nichž jeden může být ..",
  "Least time in seconds that the job has run": "Nejkratší doba běhu úlohy v sekundách",
  "Most time in seconds that the job has run": "Nejdelší doba běhu úlohy v sekundách",
  "The identifier of a job": "Identifikátor úlohy",
  "Identifiers of outputs; absent: all that were asked for": "Identifikátory výstupů; bez nich všechny, o které bylo požádáno",
  "The identifier of an output": "Identifikátor výstupu",
  "Set how many jobs of a process may run and wait, in the query or as a form":
    "Nastavit, kolik úloh procesu smí běžet a čekat, v dotazu nebo formulářem",
  "The jobs of all that have not ended and fit": "Neukončené úlohy všech, které odpovídají",
  "Dismiss the jobs of all that have not ended and fit": "Zrušit neukončené úlohy všech, které odpovídají",
  "How many jobs of the process may run at one time; nothing: as many as the server lets":
    "Kolik úloh procesu smí běžet najednou; bez hodnoty tolik, kolik dovolí server",
  "How many jobs of the process may wait at one time; nothing: as many as the server lets":
    "Kolik úloh procesu smí čekat najednou; bez hodnoty tolik, kolik dovolí server",
  "true sets back what the configuration says": "true vrátí to, co říká konfigurace",
  "States of the jobs": "Stavy úloh",
  "Whose jobs": "Čí úlohy",
  "Jobs that were accepted at this instant or before": "Úlohy přijaté v tomto okamžiku nebo dříve",
} as const;
