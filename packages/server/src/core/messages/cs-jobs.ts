// What is told of jobs and of processes that run, in Czech, by the English sentence.

export const csJobs = {
  "Too many streams of events are open; please close some, or try again later.":
    "Je otevřeno příliš mnoho proudů událostí; některé prosím zavřete, nebo to zkuste později.",
  "{first} {rest}": "{first} {rest}",

  "The job has been accepted and waits to be run.": "Úloha byla přijata a čeká na spuštění.",
  "The process is running.": "Proces běží.",
  "The process is paused.": "Proces je pozastaven.",
  "The process has succeeded.": "Proces úspěšně skončil.",
  "Being dismissed.": "Úloha se ruší.",
  "Dismissed.": "Úloha byla zrušena.",
  "Dismissed. What it ran in was not seen to end; the operator was told.":
    "Úloha byla zrušena. Nepodařilo se ověřit, že její izolované prostředí zaniklo; provozovatel o tom ví.",
  "Paused.": "Úloha je pozastavena.",
  "Pausing failed; the job runs on.": "Pozastavení se nezdařilo; úloha běží dál.",
  "Goes on as soon as a place is free.": "Úloha bude pokračovat, jakmile se uvolní místo.",
  "Resumed.": "Úloha pokračuje.",
  "What it ran in was lost; the job begins again.": "Izolované prostředí úlohy bylo ztraceno; úloha začíná znovu.",
  "What the server keeps could not be reached; the job begins again.": "Úložiště serveru nebylo dostupné; úloha začíná znovu.",
  "The server was stopped; the job begins again.": "Server byl zastaven; úloha začíná znovu.",
  "The server was restarted; the job begins again.": "Server byl restartován; úloha začíná znovu.",

  "There is no such job.": "Taková úloha neexistuje.",
  "There is a job {id} already.": "Úloha {id} již existuje.",
  "The job has not ended yet.": "Úloha ještě neskončila.",
  "The results lie on the disk of another server of this service, and only that one can hand them out.":
    "Výsledky leží na disku jiného serveru této služby a vydat je může jen on.",
  "What the job has printed lies on another server of this service, and only that one can show it.":
    "Výpis úlohy leží na jiném serveru této služby a ukázat ho může jen on.",
  "The server that runs the job does not answer; please try again in a few seconds.":
    "Server, na kterém úloha běží, neodpovídá; zkuste to znovu za několik sekund.",
  "The right to run this job was taken back before it began: its token was revoked, or the process is for others now.":
    "Právo spustit tuto úlohu bylo odňato dříve, než začala: její token byl zneplatněn, nebo je proces nyní určen jiným.",
  "The job was dismissed; it has no results.": "Úloha byla zrušena; nemá žádné výsledky.",
  "The job was dismissed before it had ended.": "Úloha byla zrušena dříve, než skončila.",
  "The time for which the job and its results were kept is over; they were removed.":
    "Doba, po kterou se úloha a její výsledky uchovávaly, uplynula; byly odstraněny.",
  "The job was dismissed; it and its results were removed.": "Úloha byla zrušena; byla odstraněna i s výsledky.",
  "The job and its results were removed by the operator of this server.": "Úlohu a její výsledky odstranil provozovatel tohoto serveru.",
  "The job was dismissed before.": "Úloha byla zrušena již dříve.",
  "The job has ended.": "Úloha již skončila.",
  "The job is being dismissed.": "Úloha se právě ruší.",
  "The job is not paused.": "Úloha není pozastavena.",
  "The job waits for its turn; only a job that runs can be paused. It can be dismissed.":
    "Úloha čeká, až na ni přijde řada; pozastavit lze jen běžící úlohu. Čekající úlohu lze zrušit.",
  "The job does not run yet, it is being prepared; please try again in a moment.":
    "Úloha ještě neběží, teprve se připravuje; zkuste to prosím za chvíli znovu.",
  "The job could not be paused; it runs on.": "Úlohu se nepodařilo pozastavit; běží dál.",
  "The job was paused for more than {time}, the longest that this server allows, and was ended.":
    "Úloha byla pozastavena déle než {time}, což je na tomto serveru nejdelší povolená doba, a byla ukončena.",
  "{count} days": "{count} d",
  "{count} hours": "{count} h",
  "{count} minutes": "{count} min",
  "{count} seconds": "{count} s",

  "The server is busy, and the request has waited too long for its turn.": "Server je vytížen a požadavek čekal příliš dlouho.",
  "The request has waited too long for its turn.": "Požadavek čekal příliš dlouho, než na něj přišla řada.",
  "The queue of this server is full ({wait}).": "Fronta tohoto serveru je plná ({wait}).",
  "The queue of the process {processId} is full ({wait}).": "Fronta procesu {processId} je plná ({wait}).",
  "You have as many waiting jobs as one may have ({wait}).": "Máte již nejvyšší povolený počet čekajících úloh ({wait}).",
  "1 job waits": "čeká 1 úloha",
  "{count} jobs wait": "čekajících úloh: {count}",
  "This server takes no new jobs now: its queue is being drained.": "Server nyní nepřijímá nové úlohy: jeho fronta se vyprazdňuje.",
  "1 job": "1",
  "{count} jobs": "{count}",
  "The queue is held by the administrator; nothing begins until it is resumed.":
    "Frontu pozastavil správce; dokud ji znovu nespustí, žádná úloha nezačne.",
  "What runs the process {processId} on this server is down; it is tried again.":
    "Prostředí, které na tomto serveru spouští proces {processId}, není v provozu; zkusí se to znovu.",
  "The server has no room for another sandbox; it is tried again in a moment.":
    "Na serveru není místo pro další izolované prostředí; za chvíli se to zkusí znovu.",
  "The process {processId} may run {times} at one time.": "Proces {processId} smí současně běžet nejvýše {times}.",
  "The owner's limit of {jobs} at one time is reached.": "Vlastník úlohy dosáhl limitu současně běžících úloh ({jobs}).",
  "The server is short of memory.": "Serveru dochází paměť.",
  "It is about to begin.": "Úloha právě začíná.",
  "It is the next in turn.": "Úloha je na řadě jako další.",
  "1 job is before it.": "Před ní je 1 úloha.",
  "{ahead} jobs are before it.": "Počet úloh před ní: {ahead}.",
  "There was no sandbox for it; the job begins again.": "Pro úlohu nebylo volné izolované prostředí; začíná znovu.",
  "The job waited {span} for its turn, the longest that this server allows, and was given up.":
    "Úloha čekala ve frontě {span}, což je na tomto serveru nejdelší povolená doba, a byla zrušena.",
  "The job had not ended {span} after it was accepted, the longest that this server allows, and was ended.":
    "Úloha neskončila do {span} od přijetí, což je na tomto serveru nejdelší povolená doba, a byla ukončena.",
  "The inputs of the job were not there after {span}, the longest that this server allows.":
    "Vstupy úlohy se nepodařilo získat do {span}, což je na tomto serveru nejdelší povolená doba.",
  "This server does not let results be pinned.": "Tento server neumožňuje výsledky připnout.",
  "This idempotency key was used for another request; use a new one.":
    "Tento idempotenční klíč byl již použit pro jiný požadavek; použijte nový.",
  "The storage of results did not answer as it should; please try again later.":
    "Úložiště výsledků neodpovědělo, jak má; zkuste to prosím později.",
  "{why} Please try again in {retryAfterS} s.": "{why} Zkuste to prosím znovu za {retryAfterS} s.",
  "The server is shutting down; please try again.": "Server se vypíná; zkuste to prosím znovu.",
  "The server was restarted while the client waited for this job.": "Server byl restartován ve chvíli, kdy klient na tuto úlohu čekal.",
  "The server was restarted each of the {attempt} times this job ran; it is not tried again.":
    "Server byl při každém spuštění této úlohy restartován (počet pokusů: {attempt}); úloha se již znovu nespustí.",
  "The server could not keep the job.": "Server nedokázal úlohu uchovat.",
  "The server could not keep the result of the job.": "Server nedokázal uložit výsledek úlohy.",
  "The server could not run this job in a sandbox. It was logged; please tell the operator the time of your request.":
    "Server nedokázal tuto úlohu spustit v izolovaném prostředí. Chyba je zaznamenána; sdělte prosím provozovateli čas svého požadavku.",
  "The server has no space left for the data of this job; please try again later.":
    "Na serveru již není místo pro data této úlohy; zkuste to prosím později.",
  "The server has no space left to keep the job; please try again later.":
    "Na serveru již není místo pro uložení úlohy; zkuste to prosím později.",
  "The server has no space left to store the data; please try again later.":
    "Na serveru již není místo pro uložení dat; zkuste to prosím později.",
  "The server cannot write to its disk at the moment; please try again later.":
    "Server nyní nemůže zapisovat na disk; zkuste to prosím později.",
  "The server is short of disk space and takes no new work; please try again later.":
    "Serveru dochází místo na disku a nepřijímá nové úlohy; zkuste to prosím později.",
  "The server met an internal error. It was logged; please tell the operator the time of your request.":
    "Na serveru došlo k vnitřní chybě. Chyba je zaznamenána; sdělte prosím provozovateli čas svého požadavku.",
  "The server met an internal error. It was logged.": "Na serveru došlo k vnitřní chybě. Chyba je zaznamenána.",
  "All host uids for sandboxes are in use.": "Všechny identifikátory uživatelů pro izolovaná prostředí jsou obsazeny.",

  "The process failed.": "Proces selhal.",
  "The process failed: {line}": "Proces selhal: {line}",
  "The process crashed (signal {signal}).": "Proces havaroval (signál {signal}).",
  "The process ended with exit code {code} and gave no results.": "Proces skončil s návratovým kódem {code} a nevrátil žádné výsledky.",
  "The process ended without giving results.": "Proces skončil, aniž vrátil výsledky.",
  "The sandbox of the job was lost, and the job with it; please try again.":
    "Izolované prostředí úlohy bylo ztraceno a s ním i úloha; zkuste to prosím znovu.",
  "The job was ended by the operator of the server.": "Úlohu ukončil provozovatel serveru.",
  "Try less data, or ask the operator of this server to raise the limit.":
    "Zkuste méně dat, nebo požádejte provozovatele tohoto serveru o zvýšení limitu.",
  "The process needed more than {memory} of memory, its limit, and was ended.":
    "Proces potřeboval více paměti, než kolik dovoluje jeho limit ({memory}), a byl ukončen.",
  "The process failed when its disk space of {disk} was full.": "Proces selhal, když zaplnil svůj prostor na disku ({disk}).",
  "The process failed when it had made {inodes} files, its limit.":
    "Proces selhal, když dosáhl limitu počtu vytvořených souborů ({inodes}).",
  "The process failed at its limit of {pids} child processes and threads.":
    "Proces selhal na limitu počtu podřízených procesů a vláken ({pids}).",
  "The process failed at its limit of {fds} open files in each of its child processes.":
    "Proces selhal na limitu počtu otevřených souborů v každém ze svých podřízených procesů ({fds}).",
  "The process made an output larger than {output}, its limit.": "Proces vytvořil výstup větší, než dovoluje jeho limit ({output}).",
  "The process was ended after {wall}, its time limit.": "Proces byl ukončen po vypršení časového limitu ({wall}).",
  "Of what the process printed, only the last {log} were kept, its limit.":
    "Z toho, co proces vypsal, zůstala zachována jen poslední část ({log}), kolik dovoluje limit.",
  "The process says that it has too many open files; its limit is {fds}.":
    "Proces hlásí, že má příliš mnoho otevřených souborů; jeho limit je {fds}.",
  "The process says that no space was left; its limit is {disk} in {inodes} files, and 64 MiB of temporary files.":
    "Proces hlásí, že již nemá místo; jeho limit je {disk}, počet souborů {inodes}, a 64 MiB dočasných souborů.",
  "The process says that it found no more memory; its limit is {memory}.": "Proces hlásí, že již nemá paměť; jeho limit je {memory}.",

  "The process {processId} is no longer offered by this server.": "Proces {processId} již tento server nenabízí.",
  "The process ended with results that cannot be read.": "Proces skončil s výsledky, které nelze přečíst.",
  "The process ended without its output {id}.": "Proces skončil bez svého výstupu {id}.",
  "The process gave no output {id}.": "Proces nevrátil výstup {id}.",
  "The process gave no output.": "Proces nevrátil žádný výstup.",
  "The process gave no file for its output {id}.": "Proces nevrátil soubor pro svůj výstup {id}.",
  "The process named one file for two outputs.": "Proces uvedl jeden soubor pro dva výstupy.",
  "The process removed its output folder.": "Proces odstranil svou složku s výstupy.",
  "The output {id} is larger than the limit of {outputBytes} bytes.": "Výstup {id} je větší než limit (bajtů: {outputBytes}).",
  'The output file "{name}" {what}.': "Výstupní soubor „{name}“ {what}.",
  'The output file "{name}" has {size} bytes, more than the limit of {maximumBytes} bytes.':
    "Výstupní soubor „{name}“ je větší než limit (bajtů: {size}, limit: {maximumBytes}).",
  "The output files have more than {maximumTotalBytes} bytes together, the limit of this job.":
    "Výstupní soubory dohromady překročily limit této úlohy (bajtů: {maximumTotalBytes}).",
  "was not written": "nebyl zapsán",
  "is not a regular file": "není běžný soubor",
  "has no valid name": "nemá platný název",
  "has more than one link": "má více než jeden odkaz",
  "The process ended with a wrong output: {id} {what}.": "Proces skončil s chybným výstupem: {id} {what}.",
  "is no literal value": "není literál",
  "is not of its type {dataType}": "neodpovídá svému typu {dataType}",
  "is no bounding box": "není ohraničující obdélník",
  "is not a bounding box": "není ohraničující obdélník",
  "is not a bounding box: its corners must be numbers": "není ohraničující obdélník: jeho rohy musí být čísla",
  "has a corner that is not a finite number": "má roh, který není konečné číslo",
  "must have 4 numbers (or 6 in three dimensions), not {count}": "musí mít 4 čísla (nebo 6 ve třech rozměrech), počet zadaných: {count}",
  "has a lower corner that is above its upper corner": "má dolní roh nad horním rohem",
  "is in a coordinate reference system that the process does not offer": "je v souřadnicovém systému, který proces nenabízí",
  "names no file of the folder out": "neuvádí soubor ve složce out",
  "has no format": "nemá formát",
  "is in a format that the process does not offer ({format})": "je ve formátu, který proces nenabízí ({format})",
  "is not {kind}": "není typu {kind}",
  "is given twice": "je uveden dvakrát",

  "Time limit: {wall}": "Časový limit: {wall}",
  "Memory limit: {memory}": "Limit paměti: {memory}",
  "CPU limit: {cpus} core": "Limit procesoru: {cpus} jádro",
  "CPU limit: {cpus} cores": "Limit procesoru (jader): {cpus}",
  "Limit of child processes and threads: {pids}": "Limit podřízených procesů a vláken: {pids}",
  "Disk limit: {disk}": "Limit disku: {disk}",
  "Limit of files made: {inodes}": "Limit vytvořených souborů: {inodes}",
  "Limit of open files: {fds}": "Limit otevřených souborů: {fds}",
  "Limit of one output: {output}": "Limit jednoho výstupu: {output}",
  "Log kept: the last {log}": "Ze záznamu se uchovává posledních {log}",
  "Network: none": "Síť: žádná",
  "Network: only {hosts}": "Síť: pouze {hosts}",
  "Isolation: each execution in a sandbox of its own, made by {by}": "Izolace: každé spuštění má vlastní izolované prostředí ({by})",
  "Isolation: none; executions can read and change all that the server can":
    "Izolace: žádná; spuštěné procesy mohou číst a měnit vše, co může server",
  "{text} (cannot be enforced on this host)": "{text} (na tomto hostiteli nelze vynutit)",
  "Not enforced on this host: {names}": "Na tomto hostiteli nevynuceno: {names}",
  "The server receives as much data as it may at one time; please try again later.":
    "Server právě přijímá tolik dat, kolik jich smí najednou přijímat; zkuste to prosím později.",
  "The server has no more room for the inputs of jobs; please try again later.":
    "Server nemá místo pro další vstupy úloh; zkuste to prosím později.",
  "The server is short of memory; please try again later.": "Serveru dochází paměť; zkuste to prosím později.",
} as const;
