<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Family</name>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Edge</translation>
    </message>
    <message>
        <source>Routing</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Rechenleistung</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Asynchronous</source>
        <translation>Asynchron</translation>
    </message>
</context>
<context>
    <name>Frames</name>
    <message numerus="yes">
        <source>%n zones</source>
        <translation>
            <numerusform>%n Zone</numerusform>
            <numerusform>%n Zonen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NodeLook</name>
    <message>
        <source>%1 refused</source>
        <translation>%1 abgewiesen</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartend</translation>
    </message>
</context>
<context>
    <name>NodePictures</name>
    <message>
        <source>wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>%1 requests: half within %2, 99 of 100 within %3, waiting %4 on average</source>
        <translation>%1 Anfragen: die Hälfte innerhalb von %2, 99 von 100 innerhalb von %3, durchschnittliche Wartezeit %4</translation>
    </message>
    <message>
        <source>No request has come by yet.</source>
        <translation>Noch ist keine Anfrage vorbeigekommen.</translation>
    </message>
    <message>
        <source>time there</source>
        <translation>Verweilzeit</translation>
    </message>
    <message>
        <source>of it waiting</source>
        <translation>davon Warten</translation>
    </message>
    <message>
        <source>Of %1 on average %2 is waiting, %3 work and calls to others</source>
        <translation>Von durchschnittlich %1 entfallen %2 auf Warten, %3 auf Arbeit und Aufrufe anderer</translation>
    </message>
    <message>
        <source>waiting %1</source>
        <translation>Warten %1</translation>
    </message>
    <message>
        <source>work and calls %1</source>
        <translation>Arbeit und Aufrufe %1</translation>
    </message>
    <message>
        <source>%1: down</source>
        <translation>%1: ausgefallen</translation>
    </message>
    <message>
        <source>Calls at each instance now: %1</source>
        <translation>Aufrufe an jeder Instanz jetzt: %1</translation>
    </message>
    <message>
        <source>It has no instances.</source>
        <translation>Es gibt keine Instanzen.</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>die ersten %1 von %2</translation>
    </message>
    <message>
        <source>No request that was followed came by yet.</source>
        <translation>Noch ist keine verfolgte Anfrage vorbeigekommen.</translation>
    </message>
</context>
<context>
    <name>QDockWidget</name>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
</context>
<context>
    <name>Resource</name>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Belegung</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Of all requests</source>
        <translation>Über alle Anfragen</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>By formula</source>
        <translation>Nach Formel</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Mean latency</source>
        <translation>Mittlere Latenz</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>unentschieden</translation>
    </message>
    <message>
        <source>The bound lies inside the interval: measure longer.</source>
        <translation>Die Grenze liegt im Vertrauensbereich: länger messen.</translation>
    </message>
    <message>
        <source>✓ met</source>
        <translation>✓ erfüllt</translation>
    </message>
    <message>
        <source>✗ missed</source>
        <translation>✗ verfehlt</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>Busiest</source>
        <translation>Knappste Ressource</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Verträgt</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>It takes</source>
        <translation>Verträgt</translation>
    </message>
    <message>
        <source>Limited by</source>
        <translation>Begrenzt durch</translation>
    </message>
    <message>
        <source>nothing is left to do its work</source>
        <translation>nichts kann die Arbeit übernehmen</translation>
    </message>
    <message>
        <source>an instance of %1</source>
        <translation>eine Instanz von %1</translation>
    </message>
    <message>
        <source>all of %1</source>
        <translation>alles in %1</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Counted apart</source>
        <translation>Getrennt gezählt</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>Flow balance</source>
        <translation>Flussbilanz</translation>
    </message>
    <message>
        <source>Little&apos;s law</source>
        <translation>Gesetz von Little</translation>
    </message>
    <message>
        <source>Utilization law</source>
        <translation>Auslastungsgesetz</translation>
    </message>
    <message>
        <source>all</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>✓ agrees</source>
        <translation>✓ stimmt überein</translation>
    </message>
    <message>
        <source>✗ differs</source>
        <translation>✗ weicht ab</translation>
    </message>
    <message>
        <source>Nothing that grows with the load limits it.</source>
        <translation>Nichts, was mit der Last wächst, begrenzt es.</translation>
    </message>
    <message>
        <source>It takes %1 this load until %2 is used to %3.</source>
        <translation>Verträgt %1 diese Last, bis %2 zu %3 ausgelastet ist.</translation>
    </message>
    <message>
        <source>It takes %1 this load until %2 is used up.</source>
        <translation>Verträgt %1 diese Last, bis %2 voll ausgelastet ist.</translation>
    </message>
    <message>
        <source>%1 watched</source>
        <translation>%1 beobachtet</translation>
    </message>
    <message>
        <source>%1 replications of %2 after %3 of warm-up</source>
        <translation>Replikationen: %1 zu je %2 nach %3 Aufwärmphase</translation>
    </message>
    <message>
        <source>%1 replications of %2</source>
        <translation>Replikationen: %1 zu je %2</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>Anfragen: %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>audit passed</source>
        <translation>Audit bestanden</translation>
    </message>
    <message>
        <source>audit failed</source>
        <translation>Audit nicht bestanden</translation>
    </message>
    <message>
        <source>No steady state was found: figures are of a changing system.</source>
        <translation>Es wurde kein stationärer Zustand gefunden: Die Werte gelten für ein System, das sich noch ändert.</translation>
    </message>
    <message>
        <source>The precision asked for was not reached with the most replications.</source>
        <translation>Die verlangte Genauigkeit wurde auch mit der Höchstzahl an Replikationen nicht erreicht.</translation>
    </message>
    <message>
        <source>Overloaded: more is asked for than can be served, so there are no means.</source>
        <translation>Überlastet: Es wird mehr verlangt, als bedient werden kann; Mittelwerte gibt es daher nicht.</translation>
    </message>
    <message>
        <source>The queue for %1 at %2 grows by %3 requests a second.</source>
        <translation>Die Warteschlange für %1 an %2 wächst um %3 Anfragen pro Sekunde.</translation>
    </message>
    <message>
        <source>Interrupted: the figures are of what was done until then.</source>
        <translation>Abgebrochen: Die Werte umfassen, was bis dahin erledigt war.</translation>
    </message>
    <message>
        <source>Not measured: the requests in flight need too much memory.</source>
        <translation>Nicht gemessen: Die laufenden Anfragen brauchen zu viel Speicher.</translation>
    </message>
    <message>
        <source>Stopped: events followed one another without time going on.</source>
        <translation>Gestoppt: Ereignisse folgten aufeinander, ohne dass die Zeit voranschritt.</translation>
    </message>
    <message>
        <source>%1: %2 requests answered</source>
        <translation>%1: %2 beantwortete Anfragen</translation>
    </message>
    <message>
        <source>%1: %2 mean latency</source>
        <translation>%1: %2 mittlere Latenz</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>over the limit</source>
        <translation>über dem Limit</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>aufgegeben</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>turned away</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Timeout</translation>
    </message>
    <message>
        <source>redesigned</source>
        <translation>umgebaut</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>, through a pool of %1</source>
        <translation>, über einen Pool der Größe %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>Range: %1</source>
        <translation>Bereich: %1</translation>
    </message>
    <message>
        <source>Not set by default</source>
        <translation>Standardmäßig nicht gesetzt</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Standard: %1</translation>
    </message>
    <message>
        <source>Looks into %1 first%2.</source>
        <translation>Sieht zuerst in %1 nach%2.</translation>
    </message>
    <message>
        <source>Asks %1 for data%2.</source>
        <translation>Fragt %1 nach Daten%2.</translation>
    </message>
    <message>
        <source>Hands its jobs to %1.</source>
        <translation>Gibt die Aufträge an %1 weiter.</translation>
    </message>
    <message>
        <source>Passes each request on to one of %1.</source>
        <translation>Gibt jede Anfrage an einen davon weiter: %1.</translation>
    </message>
    <message>
        <source>Sends requests to %1.</source>
        <translation>Sendet Anfragen an %1.</translation>
    </message>
</context>
<context>
    <name>analysis</name>
    <message>
        <source>Arrivals are not quite Poisson.</source>
        <translation>Die Ankünfte sind nicht ganz Poisson-verteilt.</translation>
    </message>
    <message>
        <source>Formulas need a steady rate of requests.</source>
        <translation>Formeln setzen eine gleichbleibende Rate von Anfragen voraus.</translation>
    </message>
    <message>
        <source>The closed network has no solution here.</source>
        <translation>Das geschlossene Netz hat hier keine Lösung.</translation>
    </message>
    <message>
        <source>%1 %2 would have to be %3 % busy: there is no mean.</source>
        <translation>%1 %2 müsste zu %3 % ausgelastet sein: Einen Mittelwert gibt es nicht.</translation>
    </message>
    <message>
        <source>Served in turn, service times vary otherwise than exponentially with one mean, as they are taken.</source>
        <translation>Bei Bedienung der Reihe nach schwanken die Bedienzeiten anders als exponentiell mit einem gemeinsamen Mittelwert, wie hier angenommen.</translation>
    </message>
    <message>
        <source>Requests go to the least busy of %1 instances, which is taken as one instance of their size.</source>
        <translation>Anfragen gehen an die am wenigsten ausgelastete von %1 Instanzen; gerechnet wird mit einer einzigen Instanz dieser Gesamtgröße.</translation>
    </message>
    <message>
        <source>Requests are dealt to %1 instances in turn, which is taken as at random.</source>
        <translation>Anfragen werden reihum auf %1 Instanzen verteilt; gerechnet wird mit zufälliger Verteilung.</translation>
    </message>
    <message>
        <source>There are too many users for the exact solution: this is the Linearizer&apos;s.</source>
        <translation>Für die exakte Lösung sind es zu viele Nutzer: Diese stammt vom Linearizer.</translation>
    </message>
    <message>
        <source>With %1 servers and service times that vary otherwise than exponentially, the wait is Allen and Cunneen&apos;s approximation.</source>
        <translation>Bei %1 Bedieneinheiten und Bedienzeiten, die anders als exponentiell schwanken, ist die Wartezeit die Näherung von Allen und Cunneen.</translation>
    </message>
    <message>
        <source>Arrivals are dealt to %1 instances in turn and so more even than Poisson.</source>
        <translation>Ankünfte werden reihum auf %1 Instanzen verteilt und sind dadurch gleichmäßiger als Poisson.</translation>
    </message>
    <message>
        <source>%1 places of %2 do not always suffice, which formulas leave out.</source>
        <translation>%1 Plätze von %2 reichen nicht immer aus, was Formeln nicht berücksichtigen.</translation>
    </message>
    <message>
        <source>More is asked for than %1 can do.</source>
        <translation>Es wird mehr verlangt, als %1 leisten kann.</translation>
    </message>
    <message>
        <source>Calls to %1 may time out, which formulas leave out.</source>
        <translation>Bei Aufrufen von %1 kann der Timeout ablaufen, was Formeln nicht berücksichtigen.</translation>
    </message>
    <message>
        <source>%1 %2 do not always suffice: they are held during calls, which formulas leave out.</source>
        <translation>%1 %2 reichen nicht immer aus: Während Aufrufen bleiben sie belegt, was Formeln nicht berücksichtigen.</translation>
    </message>
    <message>
        <source>Requests of %1 depend on the replies before them, those of others do not: no formula here has both.</source>
        <translation>Anfragen von %1 hängen von den vorangehenden Antworten ab, andere nicht: Keine der Formeln hier deckt beides ab.</translation>
    </message>
    <message>
        <source>No formula knows what a %1 does.</source>
        <translation>Keine Formel beschreibt, was eine Komponente der Art &quot;%1&quot; tut.</translation>
    </message>
    <message>
        <source>Writes share flushes of the log, which no formula here knows.</source>
        <translation>Schreibvorgänge teilen sich das Flushen des Logs, was keine der Formeln hier abbildet.</translation>
    </message>
    <message>
        <source>Rows are locked during other waits, which formulas leave out.</source>
        <translation>Zeilen bleiben während anderer Wartezeiten gesperrt, was Formeln nicht berücksichtigen.</translation>
    </message>
    <message>
        <source>That the queue may be full is left out.</source>
        <translation>Nicht berücksichtigt ist, dass die Warteschlange voll sein kann.</translation>
    </message>
    <message>
        <source>Requests turned away by the rate limiter are left out.</source>
        <translation>Nicht berücksichtigt sind Anfragen, die der Ratenbegrenzer abweist.</translation>
    </message>
    <message>
        <source>What goes to and from other components passes the same network interface, which formulas leave out.</source>
        <translation>Der Verkehr mit anderen Komponenten läuft über dieselbe Netzwerkschnittstelle, was Formeln nicht berücksichtigen.</translation>
    </message>
    <message>
        <source>Formulas take the log as synchronous; its buffer is left out.</source>
        <translation>Formeln rechnen mit einem synchronen Log; sein Puffer bleibt unberücksichtigt.</translation>
    </message>
    <message>
        <source>What happens when the memory is full is left out.</source>
        <translation>Nicht berücksichtigt ist, was bei vollem Speicher geschieht.</translation>
    </message>
    <message>
        <source>Cores that hinder each other are taken as if all of them were always busy.</source>
        <translation>Für Kerne, die einander behindern, wird so gerechnet, als wären immer alle beschäftigt.</translation>
    </message>
    <message>
        <source>Calls of %1 overlap, which makes responses shorter than the sum of their parts.</source>
        <translation>Aufrufe von %1 überlappen sich, wodurch Antwortzeiten kürzer sind als die Summe ihrer Teile.</translation>
    </message>
    <message>
        <source>%1 replay a log, which has no steady rate.</source>
        <translation>%1 spielt ein Log ab, das keine gleichbleibende Rate hat.</translation>
    </message>
    <message>
        <source>Users of %1 give up or ask again.</source>
        <translation>Nutzer von %1 geben auf oder versuchen es erneut.</translation>
    </message>
    <message>
        <source>The load of %1 changes with time.</source>
        <translation>Die Last von %1 ändert sich mit der Zeit.</translation>
    </message>
    <message>
        <source>The %2 requests of each session of %1 are taken as if they came independently.</source>
        <translation>Die %2 Anfragen jeder Sitzung von %1 werden so behandelt, als kämen sie unabhängig voneinander.</translation>
    </message>
    <message>
        <source>Requests of %1 come in bursts, for which waits are longer.</source>
        <translation>Anfragen von %1 kommen in Bursts, wodurch die Wartezeiten länger sind.</translation>
    </message>
</context>
<context>
    <name>audit</name>
    <message>
        <source>At %1, what came and what left differ by %2.</source>
        <translation>Bei %1 weichen Zu- und Abgänge um %2 voneinander ab.</translation>
    </message>
    <message>
        <source>In %1, the number inside and the times of those who were differ by %2.</source>
        <translation>In %1 weichen die Anzahl der anwesenden Anfragen und ihre Verweilzeiten um %2 voneinander ab.</translation>
    </message>
    <message>
        <source>At %1, the time busy and the work drawn differ by %2.</source>
        <translation>Bei %1 weichen die beschäftigte Zeit und die gezogene Arbeit um %2 voneinander ab.</translation>
    </message>
    <message>
        <source>The work of %1 was not checked: some of it was lost when it went down.</source>
        <translation>Die Arbeit von %1 wurde nicht geprüft: Ein Teil ging beim Ausfall verloren.</translation>
    </message>
    <message>
        <source>%1 of %2 is %3 by an exact formula and %4 as simulated.</source>
        <translation>%1 von %2: %3 nach exakter Formel, %4 in der Simulation.</translation>
    </message>
</context>
<context>
    <name>bottleneck</name>
    <message>
        <source>Requests fail, and a tenth more of any one resource hardly helps; %1, the busiest, is in use to %2.</source>
        <translation>Anfragen scheitern, und ein Zehntel mehr von irgendeiner einzelnen Ressource hilft kaum; am stärksten ausgelastet ist %1 mit %2.</translation>
    </message>
    <message>
        <source>Nothing limits the system: %1, the busiest, is in use to %2, and more of it or of others hardly helps, at this load or at a higher one.</source>
        <translation>Nichts begrenzt das System: Am stärksten ausgelastet ist %1 mit %2, und mehr davon oder von anderem hilft kaum, weder bei dieser Last noch bei einer höheren.</translation>
    </message>
    <message>
        <source>The bottleneck is %1: %2 is in use to %3, and with %4 = %5 instead of %6 there are %7 more answers.</source>
        <translation>Der Engpass ist %1: %2 ist zu %3 ausgelastet, und mit %4 = %5 statt %6 gibt es %7 mehr Antworten.</translation>
    </message>
    <message>
        <source>The bottleneck is %1: %2 is in use to %3, and with %4 = %5 instead of %6 there are %7 more answers; next is %8, then in use to %9.</source>
        <translation>Der Engpass ist %1: %2 ist zu %3 ausgelastet, und mit %4 = %5 statt %6 gibt es %7 mehr Antworten; als Nächstes folgt %8, dann zu %9 ausgelastet.</translation>
    </message>
    <message>
        <source>The bottleneck is %1: %2 is in use to %3, and with %4 = %5 instead of %6 the mean latency is %7 lower.</source>
        <translation>Der Engpass ist %1: %2 ist zu %3 ausgelastet, und mit %4 = %5 statt %6 ist die mittlere Latenz um %7 niedriger.</translation>
    </message>
    <message>
        <source>The bottleneck is %1: %2 is in use to %3, and with %4 = %5 instead of %6 the mean latency is %7 lower; next is %8, then in use to %9.</source>
        <translation>Der Engpass ist %1: %2 ist zu %3 ausgelastet, und mit %4 = %5 statt %6 ist die mittlere Latenz um %7 niedriger; als Nächstes folgt %8, dann zu %9 ausgelastet.</translation>
    </message>
    <message>
        <source>Nothing limits the system at this load; as it grows the first will be %1: at %8 times the load %2 is in use to %3, and with %4 = %5 instead of %6 there are %7 more answers.</source>
        <translation>Bei dieser Last begrenzt nichts das System; wächst sie, ist der erste Engpass %1: Bei %8-facher Last ist %2 zu %3 ausgelastet, und mit %4 = %5 statt %6 gibt es %7 mehr Antworten.</translation>
    </message>
    <message>
        <source>Nothing limits the system at this load; as it grows the first will be %1: at %8 times the load %2 is in use to %3, and with %4 = %5 instead of %6 there are %7 more answers; next is %9.</source>
        <translation>Bei dieser Last begrenzt nichts das System; wächst sie, ist der erste Engpass %1: Bei %8-facher Last ist %2 zu %3 ausgelastet, und mit %4 = %5 statt %6 gibt es %7 mehr Antworten; als Nächstes folgt %9.</translation>
    </message>
    <message>
        <source>Nothing limits the system at this load; as it grows the first will be %1: at %8 times the load %2 is in use to %3, and with %4 = %5 instead of %6 the mean latency is %7 lower.</source>
        <translation>Bei dieser Last begrenzt nichts das System; wächst sie, ist der erste Engpass %1: Bei %8-facher Last ist %2 zu %3 ausgelastet, und mit %4 = %5 statt %6 ist die mittlere Latenz um %7 niedriger.</translation>
    </message>
    <message>
        <source>Nothing limits the system at this load; as it grows the first will be %1: at %8 times the load %2 is in use to %3, and with %4 = %5 instead of %6 the mean latency is %7 lower; next is %9.</source>
        <translation>Bei dieser Last begrenzt nichts das System; wächst sie, ist der erste Engpass %1: Bei %8-facher Last ist %2 zu %3 ausgelastet, und mit %4 = %5 statt %6 ist die mittlere Latenz um %7 niedriger; als Nächstes folgt %9.</translation>
    </message>
    <message>
        <source>Latency and answers are those of requests and of the jobs they leave behind, until those are done.</source>
        <translation>Latenz und Antworten gelten für Anfragen samt den Aufträgen, die sie hinterlassen, bis diese erledigt sind.</translation>
    </message>
    <message>
        <source>%1 is in use to %2 and not the bottleneck: with %3 = %4 instead of %5 nothing gets better.</source>
        <translation>%1 ist zu %2 ausgelastet und nicht der Engpass: Mit %3 = %4 statt %5 wird nichts besser.</translation>
    </message>
    <message>
        <source>%1 is in use to %2 and not the bottleneck: with %3 = %4 instead of %5 there are no more than %6 more answers.</source>
        <translation>%1 ist zu %2 ausgelastet und nicht der Engpass: Mit %3 = %4 statt %5 gibt es höchstens %6 mehr Antworten.</translation>
    </message>
    <message>
        <source>%1 is in use to %2 and not the bottleneck: with %3 = %4 instead of %5 the mean latency is only %6 lower.</source>
        <translation>%1 ist zu %2 ausgelastet und nicht der Engpass: Mit %3 = %4 statt %5 ist die mittlere Latenz nur um %6 niedriger.</translation>
    </message>
</context>
<context>
    <name>cache</name>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Keeps objects in memory by their key. A link from here to a database makes it read-through.</source>
        <translation>Hält Objekte unter ihrem Schlüssel im Speicher. Eine Verbindung von hier zu einer Datenbank macht ihn zum Read-through-Cache.</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Memory for objects; kB, MB, GB count in 1024.</source>
        <translation>Speicher für Objekte; kB, MB, GB zählen zu je 1024.</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>The most objects it keeps; not set: as many as fit.</source>
        <translation>Höchstzahl der Objekte darin; nicht gesetzt: so viele, wie hineinpassen.</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Verdrängung</translation>
    </message>
    <message>
        <source>Which object goes when it is full.</source>
        <translation>Welches Objekt weicht, wenn er voll ist.</translation>
    </message>
    <message>
        <source>Least recently used</source>
        <translation>Am längsten unbenutzt</translation>
    </message>
    <message>
        <source>The one not asked for longest.</source>
        <translation>Das Objekt, nach dem am längsten nicht gefragt wurde.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>What is in it when a run begins.</source>
        <translation>Was zu Beginn eines Laufs darin ist.</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>Warm</translation>
    </message>
    <message>
        <source>What the traffic has left there: keys are replayed until the hit ratio settles.</source>
        <translation>Was der Verkehr hinterlassen hat: Schlüssel werden abgespielt, bis sich die Trefferquote eingependelt hat.</translation>
    </message>
    <message>
        <source>Cold</source>
        <translation>Kalt</translation>
    </message>
    <message>
        <source>Nothing, as after a restart.</source>
        <translation>Nichts, wie nach einem Neustart.</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Cores that answer lookups.</source>
        <translation>Kerne, die Zugriffe beantworten.</translation>
    </message>
    <message>
        <source>Redis executes commands on one thread</source>
        <translation>Redis führt Befehle in einem Thread aus</translation>
    </message>
    <message>
        <source>Lookup time</source>
        <translation>Zugriffszeit</translation>
    </message>
    <message>
        <source>Time of one core for one lookup or one store.</source>
        <translation>Zeit eines Kerns für ein Nachschlagen oder ein Ablegen.</translation>
    </message>
    <message>
        <source>redis-benchmark without pipelining reaches about 100,000 operations per second</source>
        <translation>redis-benchmark erreicht ohne Pipelining etwa 100.000 Operationen pro Sekunde</translation>
    </message>
    <message>
        <source>Hit ratio</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Share of the lookups that found what they looked for.</source>
        <translation>Anteil der Zugriffe, die fanden, was sie suchten.</translation>
    </message>
    <message>
        <source>Evictions</source>
        <translation>Verdrängte Objekte</translation>
    </message>
    <message>
        <source>Objects that had to leave because the cache was full.</source>
        <translation>Objekte, die weichen mussten, weil der Cache voll war.</translation>
    </message>
    <message>
        <source>CPU utilization</source>
        <translation>CPU-Auslastung</translation>
    </message>
    <message>
        <source>Share of the cores that was busy.</source>
        <translation>Anteil der Kerne, der beschäftigt war.</translation>
    </message>
</context>
<context>
    <name>call</name>
    <message>
        <source>To</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Id of a server or load balancer. Every server with a link to it, or to a load balancer before it, makes the call.</source>
        <translation>ID eines Servers oder Lastverteilers. Den Aufruf macht jeder Server mit einer Verbindung dorthin oder zu einem Lastverteiler davor.</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>How many times it is called.</source>
        <translation>Wie oft er aufgerufen wird.</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>How likely a request is to make the call, all its times.</source>
        <translation>Mit welcher Wahrscheinlichkeit eine Anfrage den Aufruf macht, dann alle Male.</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>Parallel</translation>
    </message>
    <message>
        <source>Whether its times are made at once, together with those of the parallel calls before and after it.</source>
        <translation>Ob alle Male zugleich geschehen, zusammen mit den parallelen Aufrufen davor und danach.</translation>
    </message>
</context>
<context>
    <name>calls</name>
    <message>
        <source>There is no service &quot;%1&quot; to call.</source>
        <translation>Es gibt keinen Dienst &quot;%1&quot;, der aufgerufen werden könnte.</translation>
    </message>
    <message>
        <source>Write the id of a server or load balancer.</source>
        <translation>Die ID eines Servers oder Lastverteilers angeben.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%2&quot;?</source>
        <translation>War &quot;%2&quot; gemeint?</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes no requests: it is a %2.</source>
        <translation>&quot;%1&quot; nimmt keine Anfragen an: Die Art ist &quot;%2&quot;.</translation>
    </message>
    <message>
        <source>Call a server or load balancer; caches and databases are asked by &quot;reads&quot;, &quot;writes&quot; and &quot;cacheable&quot;.</source>
        <translation>Einen Server oder Lastverteiler aufrufen; Caches und Datenbanken werden über &quot;reads&quot;, &quot;writes&quot; und &quot;cacheable&quot; angesprochen.</translation>
    </message>
    <message>
        <source>No server has a link to &quot;%1&quot;, nor to a load balancer before it.</source>
        <translation>Kein Server hat eine Verbindung zu &quot;%1&quot; oder zu einem Lastverteiler davor.</translation>
    </message>
    <message>
        <source>Link the server that calls it to it.</source>
        <translation>Den aufrufenden Server damit verbinden.</translation>
    </message>
</context>
<context>
    <name>compare</name>
    <message>
        <source>%1 is %2; it was not set.</source>
        <translation>%1 ist %2; vorher war es nicht gesetzt.</translation>
    </message>
    <message>
        <source>%1 is not set; it was %2.</source>
        <translation>%1 ist nicht gesetzt; vorher war es %2.</translation>
    </message>
    <message>
        <source>%1 is %2 instead of %3.</source>
        <translation>%1 ist %2 statt %3.</translation>
    </message>
    <message>
        <source>%1 (%2) is gone.</source>
        <translation>%1 (%2) ist weggefallen.</translation>
    </message>
    <message>
        <source>%1 (%2) is new.</source>
        <translation>%1 (%2) ist neu.</translation>
    </message>
    <message>
        <source>%1 is a %2 instead of a %3.</source>
        <translation>%1 ist von der Art &quot;%2&quot; statt &quot;%3&quot;.</translation>
    </message>
    <message>
        <source>The link %1 is gone.</source>
        <translation>Die Verbindung %1 ist weggefallen.</translation>
    </message>
    <message>
        <source>The link %1 is new.</source>
        <translation>Die Verbindung %1 ist neu.</translation>
    </message>
    <message>
        <source>The endpoint %1 is gone.</source>
        <translation>Der Endpunkt %1 ist weggefallen.</translation>
    </message>
    <message>
        <source>The endpoint %1 is new.</source>
        <translation>Der Endpunkt %1 ist neu.</translation>
    </message>
    <message>
        <source>The objective %1 is gone.</source>
        <translation>Das Ziel %1 ist weggefallen.</translation>
    </message>
    <message>
        <source>The objective %1 is new.</source>
        <translation>Das Ziel %1 ist neu.</translation>
    </message>
    <message>
        <source>Of %1 requests that ended in both, %2 were answered in both: %3 faster, %4 slower in the second, by %5 ms on the average (%6).</source>
        <translation>Von %1 Anfragen, die in beiden endeten, wurden %2 in beiden beantwortet: im zweiten Lauf %3 schneller, %4 langsamer, um durchschnittlich %5 ms (%6).</translation>
    </message>
</context>
<context>
    <name>database</name>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Answers queries, each on one connection and one core.</source>
        <translation>Beantwortet Abfragen, jede auf einer Verbindung und einem Kern.</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Cores that execute queries.</source>
        <translation>Kerne, die Abfragen ausführen.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Queries that can be open at once.</source>
        <translation>Abfragen, die gleichzeitig offen sein können.</translation>
    </message>
    <message>
        <source>PostgreSQL max_connections: 100</source>
        <translation>PostgreSQL max_connections: 100</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Queries that may wait for a connection; one more is refused.</source>
        <translation>Abfragen, die auf eine Verbindung warten dürfen; jede weitere wird abgewiesen.</translation>
    </message>
    <message>
        <source>Query time</source>
        <translation>Zeit je Abfrage</translation>
    </message>
    <message>
        <source>Time of one core for a query, before its rows.</source>
        <translation>Zeit eines Kerns für eine Abfrage, ohne ihre Zeilen.</translation>
    </message>
    <message>
        <source>a lookup by primary key</source>
        <translation>eine Suche über den Primärschlüssel</translation>
    </message>
    <message>
        <source>Time per row</source>
        <translation>Zeit je Zeile</translation>
    </message>
    <message>
        <source>Time of one core for each row read.</source>
        <translation>Zeit eines Kerns für jede gelesene Zeile.</translation>
    </message>
    <message>
        <source>rows in memory</source>
        <translation>Zeilen im Speicher</translation>
    </message>
    <message>
        <source>Write time</source>
        <translation>Schreibzeit</translation>
    </message>
    <message>
        <source>Time of one core for a write.</source>
        <translation>Zeit eines Kerns für einen Schreibvorgang.</translation>
    </message>
    <message>
        <source>one row, indexes in memory</source>
        <translation>eine Zeile, Indizes im Speicher</translation>
    </message>
    <message>
        <source>Disk operations</source>
        <translation>Plattenoperationen</translation>
    </message>
    <message>
        <source>Operations the disk does each second, one after the other; not set: it takes no time.</source>
        <translation>Operationen der Festplatte pro Sekunde, eine nach der anderen; nicht gesetzt: Sie brauchen keine Zeit.</translation>
    </message>
    <message>
        <source>Disk throughput</source>
        <translation>Plattendurchsatz</translation>
    </message>
    <message>
        <source>What the disk passes, after its operations; not set: no limit.</source>
        <translation>Was die Festplatte nach ihren Operationen überträgt; nicht gesetzt: unbegrenzt.</translation>
    </message>
    <message>
        <source>Page size</source>
        <translation>Seitengröße</translation>
    </message>
    <message>
        <source>What one read of the disk brings.</source>
        <translation>Was ein Lesevorgang der Festplatte bringt.</translation>
    </message>
    <message>
        <source>PostgreSQL block_size: 8192 bytes</source>
        <translation>PostgreSQL block_size: 8192 Byte</translation>
    </message>
    <message>
        <source>Rows per page</source>
        <translation>Zeilen je Seite</translation>
    </message>
    <message>
        <source>A query reads its rows from as many pages as they fill, at least one.</source>
        <translation>Eine Abfrage liest ihre Zeilen aus so vielen Seiten, wie sie füllen, mindestens aus einer.</translation>
    </message>
    <message>
        <source>rows of 200 bytes</source>
        <translation>Zeilen mit 200 Byte</translation>
    </message>
    <message>
        <source>Pages not in memory</source>
        <translation>Seiten nicht im Speicher</translation>
    </message>
    <message>
        <source>Share of the pages read that the buffer in memory lacks, so that the disk has to bring them.</source>
        <translation>Anteil der gelesenen Seiten, die im Puffer des Speichers fehlen und von der Festplatte kommen müssen.</translation>
    </message>
    <message>
        <source>a cache hit ratio of 99 % is what Heroku&apos;s documentation asks of a PostgreSQL</source>
        <translation>eine Trefferquote von 99 % nennt die Dokumentation von Heroku als Richtwert für PostgreSQL</translation>
    </message>
    <message>
        <source>Flush time</source>
        <translation>Flush-Dauer</translation>
    </message>
    <message>
        <source>Time to flush the write-ahead log. A write waits until it is in it; all that wait share one flush. Not set: nobody waits.</source>
        <translation>Dauer eines Flush des Write-Ahead-Logs. Ein Schreibvorgang wartet, bis er darin steht; alle wartenden teilen sich einen Flush. Nicht gesetzt: Niemand wartet.</translation>
    </message>
    <message>
        <source>Log record</source>
        <translation>Log-Eintrag</translation>
    </message>
    <message>
        <source>Bytes that a write adds to the log; they go to the disk with the flush, as one operation.</source>
        <translation>Bytes, die ein Schreibvorgang dem Log hinzufügt; mit dem Flush gehen sie in einer Operation auf die Festplatte.</translation>
    </message>
    <message>
        <source>a row of 200 bytes</source>
        <translation>eine Zeile mit 200 Byte</translation>
    </message>
    <message>
        <source>Writes to hot rows</source>
        <translation>Schreiben auf heiße Zeilen</translation>
    </message>
    <message>
        <source>Share of the writes that change one of a few rows that all want, as a counter or a stock. A row is locked until its write is done.</source>
        <translation>Anteil der Schreibvorgänge auf einige wenige Zeilen, die alle ändern wollen, etwa einen Zähler oder einen Lagerbestand. Eine Zeile bleibt gesperrt, bis der Schreibvorgang beendet ist.</translation>
    </message>
    <message>
        <source>Hot rows</source>
        <translation>Heiße Zeilen</translation>
    </message>
    <message>
        <source>How many such rows; all are wanted alike.</source>
        <translation>Wie viele solche Zeilen es gibt; alle sind gleich gefragt.</translation>
    </message>
    <message>
        <source>CPU utilization</source>
        <translation>CPU-Auslastung</translation>
    </message>
    <message>
        <source>Share of the cores that was busy.</source>
        <translation>Anteil der Kerne, der beschäftigt war.</translation>
    </message>
    <message>
        <source>Connections in use</source>
        <translation>Belegte Verbindungen</translation>
    </message>
    <message>
        <source>Connections with a query on them.</source>
        <translation>Verbindungen, auf denen eine Abfrage läuft.</translation>
    </message>
    <message>
        <source>Queries waiting</source>
        <translation>Wartende Abfragen</translation>
    </message>
    <message>
        <source>Queries that waited for a connection, a core, a lock or the disk.</source>
        <translation>Abfragen, die auf eine Verbindung, einen Kern, eine Sperre oder die Festplatte warteten.</translation>
    </message>
    <message>
        <source>Pages read</source>
        <translation>Gelesene Seiten</translation>
    </message>
    <message>
        <source>Pages that the disk had to bring.</source>
        <translation>Seiten, die von der Festplatte kommen mussten.</translation>
    </message>
    <message>
        <source>Writes per flush</source>
        <translation>Schreibvorgänge je Flush</translation>
    </message>
    <message>
        <source>Writes that shared one flush of the log.</source>
        <translation>Schreibvorgänge, die sich einen Flush des Logs teilten.</translation>
    </message>
    <message>
        <source>Queries refused</source>
        <translation>Abgewiesene Abfragen</translation>
    </message>
    <message>
        <source>Queries turned away because too many waited already.</source>
        <translation>Abfragen, die abgewiesen wurden, weil schon zu viele warteten.</translation>
    </message>
</context>
<context>
    <name>design</name>
    <message>
        <source>Here belongs an object.</source>
        <translation>Hierher gehört ein Objekt.</translation>
    </message>
    <message>
        <source>Write { ... }.</source>
        <translation>{ ... } schreiben.</translation>
    </message>
    <message>
        <source>Here belongs a list.</source>
        <translation>Hierher gehört eine Liste.</translation>
    </message>
    <message>
        <source>Write [ ... ].</source>
        <translation>[ ... ] schreiben.</translation>
    </message>
    <message>
        <source>There is no &quot;%1&quot; here.</source>
        <translation>&quot;%1&quot; gibt es hier nicht.</translation>
    </message>
    <message>
        <source>Known are %2.</source>
        <translation>Bekannt sind %2.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%3&quot;? Known are %2.</source>
        <translation>War &quot;%3&quot; gemeint? Bekannt sind %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing.</source>
        <translation>&quot;%1&quot; fehlt.</translation>
    </message>
    <message>
        <source>Add &quot;%1&quot;: ... here.</source>
        <translation>Hier &quot;%1&quot;: ... ergänzen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a text.</source>
        <translation>&quot;%1&quot; muss ein Text sein.</translation>
    </message>
    <message>
        <source>Write it in double quotes.</source>
        <translation>In doppelte Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>A position is two numbers up to a billion.</source>
        <translation>Eine Position besteht aus zwei Zahlen bis zu einer Milliarde.</translation>
    </message>
    <message>
        <source>Write &quot;at&quot;: [240, 80].</source>
        <translation>&quot;at&quot;: [240, 80] schreiben.</translation>
    </message>
    <message>
        <source>There is no kind &quot;%1&quot;.</source>
        <translation>Die Art &quot;%1&quot; gibt es nicht.</translation>
    </message>
    <message>
        <source>The kinds are %2.</source>
        <translation>Die Arten sind %2.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%3&quot;? The kinds are %2.</source>
        <translation>War &quot;%3&quot; gemeint? Die Arten sind %2.</translation>
    </message>
    <message>
        <source>Write &quot;headroom&quot;: %1 as the first key.</source>
        <translation>&quot;headroom&quot;: %1 als ersten Schlüssel angeben.</translation>
    </message>
    <message>
        <source>The version of the design is missing.</source>
        <translation>Die Version des Entwurfs fehlt.</translation>
    </message>
    <message>
        <source>Version %2 is newer than this program.</source>
        <translation>Version %2 ist neuer als dieses Programm.</translation>
    </message>
    <message>
        <source>It reads version %1: update it.</source>
        <translation>Es liest Version %1: Das Programm aktualisieren.</translation>
    </message>
    <message>
        <source>This is no version of a design.</source>
        <translation>Das ist keine Version eines Entwurfs.</translation>
    </message>
    <message>
        <source>Version %2 is read as version %1.</source>
        <translation>Version %2 wird als Version %1 gelesen.</translation>
    </message>
    <message>
        <source>&quot;headroom format --output FILE&quot; saves it as that.</source>
        <translation>&quot;headroom format --output FILE&quot; speichert ihn so.</translation>
    </message>
    <message>
        <source>An objective is a text.</source>
        <translation>Ein Ziel ist ein Text.</translation>
    </message>
    <message>
        <source>Write &quot;p99 &lt; 200 ms&quot;.</source>
        <translation>&quot;p99 &lt; 200 ms&quot; schreiben.</translation>
    </message>
    <message>
        <source>A design is a JSON object.</source>
        <translation>Ein Entwurf ist ein JSON-Objekt.</translation>
    </message>
    <message>
        <source>Begin with { &quot;headroom&quot;: 1, ...</source>
        <translation>Am Anfang steht { &quot;headroom&quot;: 1, ...</translation>
    </message>
    <message>
        <source>Write node.setting=value, as app.instances=8.</source>
        <translation>node.setting=value angeben, zum Beispiel app.instances=8.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the design is called in reports.</source>
        <translation>Wie der Entwurf in Berichten heißt.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Where the random numbers begin; the same seed gives the same run, bit for bit.</source>
        <translation>Womit die Zufallszahlen beginnen; derselbe Seed ergibt denselben Lauf, Bit für Bit.</translation>
    </message>
    <message>
        <source>Target utilization</source>
        <translation>Zielauslastung</translation>
    </message>
    <message>
        <source>How busy a resource may be; headroom is told against it. Not set: all of it.</source>
        <translation>Wie stark eine Ressource ausgelastet sein darf; daran wird die Reserve gemessen. Nicht gesetzt: ganz.</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Regions and zones that nodes stand in.</source>
        <translation>Regionen und Zonen, in denen Knoten stehen.</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>What happens during a run: settings change, things fail.</source>
        <translation>Was während eines Laufs geschieht: Einstellungen ändern sich, etwas fällt aus.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no setting.</source>
        <translation>&quot;%1&quot; ist keine Einstellung.</translation>
    </message>
    <message>
        <source>Write node.setting, as app.instances.</source>
        <translation>node.setting angeben, zum Beispiel app.instances.</translation>
    </message>
    <message>
        <source>There is no node &quot;%1&quot;.</source>
        <translation>Den Knoten &quot;%1&quot; gibt es nicht.</translation>
    </message>
    <message>
        <source>The nodes are %2.</source>
        <translation>Die Knoten sind %2.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%3&quot;? The nodes are %2.</source>
        <translation>War &quot;%3&quot; gemeint? Die Knoten sind %2.</translation>
    </message>
    <message>
        <source>There is no setting &quot;%1&quot;.</source>
        <translation>Die Einstellung &quot;%1&quot; gibt es nicht.</translation>
    </message>
    <message>
        <source>The settings are %2.</source>
        <translation>Die Einstellungen sind %2.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%3&quot;? The settings are %2.</source>
        <translation>War &quot;%3&quot; gemeint? Die Einstellungen sind %2.</translation>
    </message>
    <message>
        <source>Write the id of one of the nodes.</source>
        <translation>Die ID eines der Knoten angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be an id.</source>
        <translation>&quot;%1&quot; kann keine ID sein.</translation>
    </message>
    <message>
        <source>Use 1 to %2 letters, digits, - and _.</source>
        <translation>1 bis %2 Buchstaben, Ziffern, - und _ verwenden.</translation>
    </message>
    <message>
        <source>There are two groups &quot;%1&quot;.</source>
        <translation>Die Gruppe &quot;%1&quot; gibt es zweimal.</translation>
    </message>
    <message>
        <source>Give each group an id of its own.</source>
        <translation>Jeder Gruppe eine eigene ID geben.</translation>
    </message>
    <message>
        <source>There is no group &quot;%1&quot;.</source>
        <translation>Die Gruppe &quot;%1&quot; gibt es nicht.</translation>
    </message>
    <message>
        <source>Write the id of one of the &quot;groups&quot;.</source>
        <translation>Die ID einer der &quot;groups&quot; angeben.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%2&quot;?</source>
        <translation>War &quot;%2&quot; gemeint?</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot lie in &quot;%2&quot;.</source>
        <translation>&quot;%1&quot; kann nicht in &quot;%2&quot; liegen.</translation>
    </message>
    <message>
        <source>A zone lies in a region, a region in nothing.</source>
        <translation>Eine Zone liegt in einer Region, eine Region in nichts.</translation>
    </message>
    <message>
        <source>An endpoint has no name.</source>
        <translation>Ein Endpunkt hat keinen Namen.</translation>
    </message>
    <message>
        <source>Write &quot;name&quot;: &quot;GET /products&quot;.</source>
        <translation>&quot;name&quot;: &quot;GET /products&quot; schreiben.</translation>
    </message>
    <message>
        <source>There are two endpoints &quot;%1&quot;.</source>
        <translation>Den Endpunkt &quot;%1&quot; gibt es zweimal.</translation>
    </message>
    <message>
        <source>Rename one or leave it out.</source>
        <translation>Einen umbenennen oder weglassen.</translation>
    </message>
    <message>
        <source>There are no endpoints.</source>
        <translation>Es gibt keine Endpunkte.</translation>
    </message>
    <message>
        <source>Add &quot;endpoints&quot;: [ { &quot;name&quot;: &quot;GET /&quot; } ]: they say what the users ask for.</source>
        <translation>&quot;endpoints&quot;: [ { &quot;name&quot;: &quot;GET /&quot; } ] ergänzen: Sie sagen, was die Nutzer anfragen.</translation>
    </message>
    <message>
        <source>No endpoint has a weight above zero.</source>
        <translation>Kein Endpunkt hat ein Gewicht über null.</translation>
    </message>
    <message>
        <source>Give at least one of them a &quot;weight&quot;.</source>
        <translation>Mindestens einem davon ein &quot;weight&quot; geben.</translation>
    </message>
    <message>
        <source>There are two nodes &quot;%1&quot;.</source>
        <translation>Den Knoten &quot;%1&quot; gibt es zweimal.</translation>
    </message>
    <message>
        <source>Give each node an id of its own.</source>
        <translation>Jedem Knoten eine eigene ID geben.</translation>
    </message>
    <message>
        <source>There are no users: no request would ever come.</source>
        <translation>Es gibt keine Nutzer: Nie käme eine Anfrage.</translation>
    </message>
    <message>
        <source>Add a node of kind &quot;users&quot; and link it to a load balancer or server.</source>
        <translation>Einen Knoten der Art &quot;users&quot; hinzufügen und mit einem Lastverteiler oder Server verbinden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is linked to itself.</source>
        <translation>&quot;%1&quot; ist mit sich selbst verbunden.</translation>
    </message>
    <message>
        <source>Leave this link out.</source>
        <translation>Diese Verbindung weglassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; are linked twice.</source>
        <translation>&quot;%1&quot; und &quot;%2&quot; sind zweimal verbunden.</translation>
    </message>
    <message>
        <source>Keep one of the links.</source>
        <translation>Eine der Verbindungen behalten.</translation>
    </message>
    <message>
        <source>The calls go round in a circle: %1.</source>
        <translation>Die Aufrufe laufen im Kreis: %1.</translation>
    </message>
    <message>
        <source>Leave one of these links out: a request would never come to an end.</source>
        <translation>Eine dieser Verbindungen weglassen: Eine Anfrage käme nie ans Ende.</translation>
    </message>
    <message>
        <source>No request ever comes here.</source>
        <translation>Hierher kommt nie eine Anfrage.</translation>
    </message>
    <message>
        <source>Link something to it, or leave it out.</source>
        <translation>Etwas damit verbinden oder es weglassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; reads or writes rows, but there is no database: they would cost nothing.</source>
        <translation>&quot;%1&quot; liest oder schreibt Zeilen, aber es gibt keine Datenbank: Sie würden nichts kosten.</translation>
    </message>
    <message>
        <source>Add a database and link the servers to it.</source>
        <translation>Eine Datenbank hinzufügen und die Server damit verbinden.</translation>
    </message>
    <message>
        <source>There are %1 instances, more than the %2 that can be simulated.</source>
        <translation>Es sind %1 Instanzen, mehr als die %2, die sich simulieren lassen.</translation>
    </message>
    <message>
        <source>Use fewer &quot;instances&quot;.</source>
        <translation>Weniger &quot;instances&quot; verwenden.</translation>
    </message>
    <message>
        <source>Simulating this could take %1 of memory, more than the %2 allowed; &quot;%3&quot; alone takes %4.</source>
        <translation>Die Simulation könnte %1 Speicher belegen, mehr als die erlaubten %2; allein &quot;%3&quot; belegt %4.</translation>
    </message>
    <message>
        <source>Use smaller queues, fewer entries or instances.</source>
        <translation>Kleinere Warteschlangen, weniger Einträge oder Instanzen verwenden.</translation>
    </message>
    <message>
        <source>Write { ... }; in it may stand %1.</source>
        <translation>{ ... } schreiben; darin kann stehen: %1.</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>What is promised: &quot;p99 &lt; 250 ms&quot;, &quot;errors &lt; 0.1 %&quot;.</source>
        <translation>Was zugesagt ist: &quot;p99 &lt; 250 ms&quot;, &quot;errors &lt; 0.1 %&quot;.</translation>
    </message>
</context>
<context>
    <name>document</name>
    <message>
        <source>This cannot be read: %1</source>
        <translation>Das kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Eine andere Datei wählen.</translation>
    </message>
</context>
<context>
    <name>endpoint</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Method and path, as &quot;GET /products&quot;. When a log is replayed, &quot;*&quot; stands for every endpoint of the log that has no entry of its own.</source>
        <translation>Methode und Pfad, zum Beispiel &quot;GET /products&quot;. Wird ein Log abgespielt, steht &quot;*&quot; für alle Endpunkte des Logs ohne eigenen Eintrag.</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Share of the traffic, relative to the other endpoints.</source>
        <translation>Anteil am Verkehr im Verhältnis zu den anderen Endpunkten.</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>How many different objects can be asked for.</source>
        <translation>Wie viele verschiedene Objekte angefragt werden können.</translation>
    </message>
    <message>
        <source>Popularity</source>
        <translation>Beliebtheit</translation>
    </message>
    <message>
        <source>How often each object is asked for.</source>
        <translation>Wie oft jedes Objekt angefragt wird.</translation>
    </message>
    <message>
        <source>Breslau et al., &quot;Web Caching and Zipf-like Distributions&quot;, INFOCOM 1999: exponents 0.64 to 0.83 at proxies, higher at servers; 0.9 is assumed</source>
        <translation>Breslau et al., &quot;Web Caching and Zipf-like Distributions&quot;, INFOCOM 1999: Exponenten 0,64 bis 0,83 an Proxys, an Servern höher; angenommen ist 0,9</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>CPU-Zeit</translation>
    </message>
    <message>
        <source>Time of one core a server needs for one request, without its queries.</source>
        <translation>Zeit eines Kerns, die ein Server für eine Anfrage braucht, ohne ihre Abfragen.</translation>
    </message>
    <message>
        <source>measure your own</source>
        <translation>selbst messen</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>Gelesene Zeilen</translation>
    </message>
    <message>
        <source>Rows a request reads from the database; 0: it asks no query.</source>
        <translation>Zeilen, die eine Anfrage aus der Datenbank liest; 0: Sie stellt keine Abfrage.</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>Schreibvorgänge</translation>
    </message>
    <message>
        <source>Writes a request makes in the database.</source>
        <translation>Schreibvorgänge einer Anfrage in der Datenbank.</translation>
    </message>
    <message>
        <source>Item size</source>
        <translation>Größe je Element</translation>
    </message>
    <message>
        <source>Payload of one item of the reply; a reply has one item a row read, at least one. kB, MB, GB count in 1024.</source>
        <translation>Nutzdaten eines Elements der Antwort; eine Antwort hat ein Element je gelesener Zeile, mindestens eines. kB, MB, GB zählen zu je 1024.</translation>
    </message>
    <message>
        <source>a small JSON object</source>
        <translation>ein kleines JSON-Objekt</translation>
    </message>
    <message>
        <source>Cacheable</source>
        <translation>Cachefähig</translation>
    </message>
    <message>
        <source>Whether caches may keep the reply, and how long.</source>
        <translation>Ob und wie lange Caches die Antwort behalten dürfen.</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Services that are asked on the way, in that order. A service that the calls of any endpoint name is asked by those endpoints only; one that none names by all.</source>
        <translation>Dienste, die unterwegs aufgerufen werden, in dieser Reihenfolge. Ein Dienst, den die Aufrufe irgendeines Endpunkts nennen, wird nur von diesen Endpunkten aufgerufen; einer, den keiner nennt, von allen.</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>What this endpoint promises, as &quot;p99 &lt; 200 ms&quot;.</source>
        <translation>Was dieser Endpunkt zusagt, zum Beispiel &quot;p99 &lt; 200 ms&quot;.</translation>
    </message>
</context>
<context>
    <name>field</name>
    <message>
        <source>Write true or false.</source>
        <translation>true oder false angeben.</translation>
    </message>
    <message>
        <source>Write a whole number, such as 8.</source>
        <translation>Eine ganze Zahl angeben, zum Beispiel 8.</translation>
    </message>
    <message>
        <source>Write a number, such as 1.5.</source>
        <translation>Eine Zahl angeben, zum Beispiel 1.5.</translation>
    </message>
    <message>
        <source>Write a duration with its unit, such as &quot;10 ms&quot;.</source>
        <translation>Eine Dauer mit Einheit angeben, zum Beispiel &quot;10 ms&quot;.</translation>
    </message>
    <message>
        <source>Write a rate with its unit, such as &quot;500/s&quot;.</source>
        <translation>Eine Rate mit Einheit angeben, zum Beispiel &quot;500/s&quot;.</translation>
    </message>
    <message>
        <source>Write an amount of memory, such as &quot;2.5 GB&quot;.</source>
        <translation>Eine Speichermenge angeben, zum Beispiel &quot;2.5 GB&quot;.</translation>
    </message>
    <message>
        <source>Write a bandwidth, such as &quot;10 Gbit/s&quot;.</source>
        <translation>Eine Bandbreite angeben, zum Beispiel &quot;10 Gbit/s&quot;.</translation>
    </message>
    <message>
        <source>Write a part of a whole, such as &quot;99.9 %&quot; or 0.999.</source>
        <translation>Einen Anteil angeben, zum Beispiel &quot;99.9 %&quot; oder 0.999.</translation>
    </message>
    <message>
        <source>Write a time, such as &quot;2 ms&quot; or &quot;exponential 2 ms&quot;.</source>
        <translation>Eine Zeit angeben, zum Beispiel &quot;2 ms&quot; oder &quot;exponential 2 ms&quot;.</translation>
    </message>
    <message>
        <source>Write &quot;uniform&quot; or &quot;zipf 0.9&quot;.</source>
        <translation>&quot;uniform&quot; oder &quot;zipf 0.9&quot; angeben.</translation>
    </message>
    <message>
        <source>Write true, false or a time, such as &quot;60 s&quot;.</source>
        <translation>true, false oder eine Zeit angeben, zum Beispiel &quot;60 s&quot;.</translation>
    </message>
    <message>
        <source>Write an objective, such as &quot;p99 &lt; 200 ms&quot;.</source>
        <translation>Ein Ziel angeben, zum Beispiel &quot;p99 &lt; 200 ms&quot;.</translation>
    </message>
    <message>
        <source>Write a list of objects: [ { ... } ].</source>
        <translation>Eine Liste von Objekten angeben: [ { ... } ].</translation>
    </message>
    <message>
        <source>Write &quot;constant&quot;, or a profile such as &quot;ramp 10 % to 200 % over 5 min&quot;.</source>
        <translation>&quot;constant&quot; oder ein Profil angeben, zum Beispiel &quot;ramp 10 % to 200 % over 5 min&quot;.</translation>
    </message>
    <message>
        <source>Write a text in quotes.</source>
        <translation>Einen Text in Anführungszeichen angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of the choices.</source>
        <translation>&quot;%1&quot; steht nicht zur Wahl.</translation>
    </message>
    <message>
        <source>Write one of %2.</source>
        <translation>Einen dieser Werte angeben: %2.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%3&quot;? The choices are %2.</source>
        <translation>War &quot;%3&quot; gemeint? Zur Wahl stehen %2.</translation>
    </message>
    <message>
        <source>%1 is too large.</source>
        <translation>%1 ist zu groß.</translation>
    </message>
    <message>
        <source>%1 is not a whole number.</source>
        <translation>%1 ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>%1 is not between 0 and 1.</source>
        <translation>%1 liegt nicht zwischen 0 und 1.</translation>
    </message>
    <message>
        <source>%1 has no unit.</source>
        <translation>%1 hat keine Einheit.</translation>
    </message>
    <message>
        <source>%1 is too small.</source>
        <translation>%1 ist zu klein.</translation>
    </message>
    <message>
        <source>Write %2 or more.</source>
        <translation>%2 oder mehr angeben.</translation>
    </message>
    <message>
        <source>Write %2 or less.</source>
        <translation>%2 oder weniger angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be changed while running.</source>
        <translation>&quot;%1&quot; lässt sich während des Laufs nicht ändern.</translation>
    </message>
    <message>
        <source>%1 does not belong here.</source>
        <translation>%1 gehört nicht hierher.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time of cores, and busy cores do not tell it.</source>
        <translation>&quot;%1&quot; ist keine Zeit von Kernen und lässt sich aus deren Auslastung nicht ableiten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a list, which is no single value.</source>
        <translation>&quot;%1&quot; ist eine Liste, kein einzelner Wert.</translation>
    </message>
    <message>
        <source>Write it in the design file: &quot;%1&quot;: [ { ... } ].</source>
        <translation>In der Entwurfsdatei angeben: &quot;%1&quot;: [ { ... } ].</translation>
    </message>
</context>
<context>
    <name>file</name>
    <message>
        <source>&quot;%1&quot; cannot be written: %2.</source>
        <translation>&quot;%1&quot; kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>Give a path in a folder that may be written to.</source>
        <translation>Einen Pfad in einem beschreibbaren Ordner angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be read.</source>
        <translation>&quot;%1&quot; kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Give the path of a file that exists and may be read.</source>
        <translation>Den Pfad einer vorhandenen, lesbaren Datei angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is larger than %2, the most that is read.</source>
        <translation>&quot;%1&quot; ist größer als %2, die Höchstgröße beim Lesen.</translation>
    </message>
    <message>
        <source>Is it the right file?</source>
        <translation>Ist es die richtige Datei?</translation>
    </message>
</context>
<context>
    <name>group</name>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>What nodes and other groups call it: letters, digits, - and _.</source>
        <translation>Wie Knoten und andere Gruppen sie nennen: Buchstaben, Ziffern, - und _.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>How large a part of the world it is.</source>
        <translation>Wie groß der Teil der Welt ist.</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>A part of the world, far from the others.</source>
        <translation>Ein Teil der Welt, weit von den anderen entfernt.</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>A data centre of a region, with power and network of its own.</source>
        <translation>Ein Rechenzentrum einer Region mit eigener Stromversorgung und eigenem Netz.</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Übergeordnet</translation>
    </message>
    <message>
        <source>The region a zone lies in.</source>
        <translation>Die Region, in der eine Zone liegt.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>What people call it; not set: its id.</source>
        <translation>Der Anzeigename; nicht gesetzt: die ID.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Where a region is, as &quot;frankfurt&quot; or &quot;tokyo&quot;: links to other regions take half of the round trip between the two places, unless they say how long.</source>
        <translation>Wo eine Region liegt, zum Beispiel &quot;frankfurt&quot; oder &quot;tokyo&quot;: Verbindungen zu anderen Regionen brauchen die halbe Umlaufzeit zwischen den beiden Orten, sofern sie nichts anderes angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a zone: it is where its region is.</source>
        <translation>&quot;%1&quot; ist eine Zone: Sie liegt dort, wo ihre Region liegt.</translation>
    </message>
    <message>
        <source>Give the region the &quot;place&quot;.</source>
        <translation>Der Region den &quot;place&quot; geben.</translation>
    </message>
    <message>
        <source>Nobody knows how far &quot;%1&quot; is.</source>
        <translation>Wie weit &quot;%1&quot; entfernt ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The places are %2. Write the nearest of them, or leave it out and state the &quot;latency&quot; of links.</source>
        <translation>Die Orte sind %2. Den nächstgelegenen angeben oder den Ort weglassen und die &quot;latency&quot; der Verbindungen angeben.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%3&quot;? The places are %2.</source>
        <translation>War &quot;%3&quot; gemeint? Die Orte sind %2.</translation>
    </message>
    <message>
        <source>Nothing says how far &quot;%1&quot; is from &quot;%2&quot;: the link takes 250 us, as if they were in one place.</source>
        <translation>Nichts sagt, wie weit &quot;%1&quot; von &quot;%2&quot; entfernt ist: Die Verbindung braucht 250 us, als lägen beide an einem Ort.</translation>
    </message>
    <message>
        <source>Give region &quot;%3&quot; a &quot;place&quot;, or the link a &quot;latency&quot;.</source>
        <translation>Der Region &quot;%3&quot; einen &quot;place&quot; oder der Verbindung eine &quot;latency&quot; geben.</translation>
    </message>
</context>
<context>
    <name>headroom::app::CanvasMenu</name>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Link to</source>
        <translation>&amp;Verbinden mit</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Crash</source>
        <translation>&amp;Abstürzen lassen</translation>
    </message>
    <message>
        <source>Rest&amp;ore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Crash %1 for 10 s</source>
        <translation>%1 für 10 s abstürzen lassen</translation>
    </message>
    <message>
        <source>Crash %1</source>
        <translation>%1 abstürzen lassen</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message>
        <source>Crash %1.%2</source>
        <translation>%1.%2 abstürzen lassen</translation>
    </message>
    <message>
        <source>Restore %1.%2</source>
        <translation>%1.%2 wiederherstellen</translation>
    </message>
    <message>
        <source>Flush %1</source>
        <translation>%1 leeren</translation>
    </message>
    <message>
        <source>&amp;Select what stands in it</source>
        <translation>Inhalt au&amp;swählen</translation>
    </message>
    <message>
        <source>&amp;Remove the frame</source>
        <translation>Rahmen en&amp;tfernen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>E&amp;infügen</translation>
    </message>
    <message>
        <source>De&amp;lete the link</source>
        <translation>Verbindung &amp;löschen</translation>
    </message>
    <message>
        <source>A&amp;rrange</source>
        <translation>A&amp;nordnen</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>Ein&amp;passen</translation>
    </message>
    <message>
        <source>Group as a re&amp;gion</source>
        <translation>Als &amp;Region gruppieren</translation>
    </message>
    <message>
        <source>Group as a &amp;zone</source>
        <translation>Als &amp;Zone gruppieren</translation>
    </message>
</context>
<context>
    <name>headroom::app::CanvasView</name>
    <message>
        <source>Canvas</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>Drag a component here, or double-click to add one</source>
        <translation>Eine Komponente hierher ziehen oder durch Doppelklick hinzufügen</translation>
    </message>
    <message>
        <source>File → Examples opens a system that runs</source>
        <translation>Datei → Beispiele öffnet ein lauffähiges System</translation>
    </message>
    <message>
        <source>Select the one component that calls.</source>
        <translation>Genau eine Komponente auswählen: die aufrufende.</translation>
    </message>
    <message>
        <source>There is nothing that %1 could call and does not call yet.</source>
        <translation>Es gibt nichts, was %1 aufrufen könnte und noch nicht aufruft.</translation>
    </message>
    <message>
        <source>Link from %1 to %2: Enter links, arrows choose another, Esc leaves it. %3 of %4</source>
        <translation>Verbindung von %1 zu %2: Eingabetaste verbindet, Pfeiltasten wählen ein anderes Ziel, Esc bricht ab. %3 von %4</translation>
    </message>
    <message>
        <source>No link.</source>
        <translation>Keine Verbindung.</translation>
    </message>
    <message>
        <source>%1 calls %2.</source>
        <translation>%1 ruft %2 auf.</translation>
    </message>
    <message>
        <source>bottleneck</source>
        <translation>Engpass</translation>
    </message>
    <message>
        <source>link from %1 to %2</source>
        <translation>Verbindung von %1 zu %2</translation>
    </message>
    <message>
        <source>The drawing of the system. Tab walks through it, L links, Enter edits; the outline has the same as a list.</source>
        <translation>Die Zeichnung des Systems. Tab geht die Komponenten durch, L verbindet, die Eingabetaste bearbeitet; die Gliederung enthält dasselbe als Liste.</translation>
    </message>
</context>
<context>
    <name>headroom::app::ChartCard</name>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Show all of the time</source>
        <translation>Gesamten Zeitraum zeigen</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Table, range, file</source>
        <translation>Tabelle, Bereich, Datei</translation>
    </message>
    <message>
        <source>More of %1</source>
        <translation>Mehr zu %1</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Charts are saved as .png, .svg or .csv.</source>
        <translation>Diagramme werden als .png, .svg oder .csv gespeichert.</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Picture (*.png);;Drawing (*.svg);;Values (*.csv)</source>
        <translation>Bild (*.png);;Zeichnung (*.svg);;Werte (*.csv)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>headroom::app::DashboardPanel</name>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Busiest resources</source>
        <translation>Am stärksten ausgelastete Ressourcen</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>angeboten</translation>
    </message>
    <message>
        <source>served</source>
        <translation>bedient</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>%1 of %2 req/s</source>
        <translation>%1 von %2 req/s</translation>
    </message>
    <message>
        <source>objective %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>Errors by cause</source>
        <translation>Fehler nach Ursache</translation>
    </message>
    <message>
        <source>Hit ratio</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartend</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>nothing is looked up</source>
        <translation>nichts wird nachgeschlagen</translation>
    </message>
</context>
<context>
    <name>headroom::app::DesignScene</name>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Link %1 to %2</source>
        <translation>%1 mit %2 verbinden</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Delete selection</source>
        <translation>Auswahl löschen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>There are no components on the clipboard.</source>
        <translation>In der Zwischenablage sind keine Komponenten.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>What calls itself cannot be put into layers.</source>
        <translation>Was sich selbst aufruft, lässt sich nicht in Ebenen legen.</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>Engpass</translation>
    </message>
    <message>
        <source>Group as a region</source>
        <translation>Als Region gruppieren</translation>
    </message>
    <message>
        <source>Group as a zone</source>
        <translation>Als Zone gruppieren</translation>
    </message>
    <message>
        <source>Remove the frame %1</source>
        <translation>Rahmen %1 entfernen</translation>
    </message>
</context>
<context>
    <name>headroom::app::Document</name>
    <message>
        <source>%1, undone</source>
        <translation>%1, rückgängig gemacht</translation>
    </message>
</context>
<context>
    <name>headroom::app::FieldEditor</name>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>several values</source>
        <translation>mehrere Werte</translation>
    </message>
    <message>
        <source>Back to the default: %1</source>
        <translation>Zurück zum Standard: %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>From what I measured …</source>
        <translation>Aus einer Messung …</translation>
    </message>
</context>
<context>
    <name>headroom::app::FileActions</name>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as …</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Be&amp;enden</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <source>Open a design</source>
        <translation>Entwurf öffnen</translation>
    </message>
    <message>
        <source>Designs (*.json)</source>
        <translation>Entwürfe (*.json)</translation>
    </message>
    <message>
        <source>Line %1: </source>
        <translation>Zeile %1: </translation>
    </message>
    <message>
        <source>This file cannot be opened</source>
        <translation>Diese Datei kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>%1 cannot be opened. What was open before still is.</source>
        <translation>%1 kann nicht geöffnet werden. Der bisherige Entwurf bleibt geöffnet.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Save the design</source>
        <translation>Entwurf speichern</translation>
    </message>
    <message>
        <source>Changes are not saved</source>
        <translation>Änderungen sind nicht gespeichert</translation>
    </message>
    <message>
        <source>Save what was changed?</source>
        <translation>Änderungen speichern?</translation>
    </message>
    <message>
        <source>a design without a file</source>
        <translation>ein Entwurf ohne Datei</translation>
    </message>
    <message>
        <source>Changes that were not saved</source>
        <translation>Nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Headroom ended before changes to %1 were saved; there is a copy of %2.</source>
        <translation>Headroom endete, bevor alle Änderungen gespeichert waren: %1. Stand der vorhandenen Kopie: %2.</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Not recovered</source>
        <translation>Nicht wiederhergestellt</translation>
    </message>
    <message>
        <source>The copy %1 is damaged.</source>
        <translation>Die Kopie %1 ist beschädigt.</translation>
    </message>
</context>
<context>
    <name>headroom::app::InspectorPanel</name>
    <message numerus="yes">
        <source>%n components</source>
        <translation>
            <numerusform>%n Komponente</numerusform>
            <numerusform>%n Komponenten</numerusform>
        </translation>
    </message>
    <message>
        <source>Of different kinds: there is nothing to set for all of them.</source>
        <translation>Verschiedene Arten: Es gibt nichts, was sich für alle einstellen ließe.</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>What links and reports call it: letters, digits, - and _.</source>
        <translation>Wie Verbindungen und Berichte sie nennen: Buchstaben, Ziffern, - und _.</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>%1 setzen</translation>
    </message>
    <message>
        <source>Link to %1</source>
        <translation>Verbindung zu %1</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>What holds for all of it; select a component for its settings.</source>
        <translation>Was für das Ganze gilt; eine Komponente auswählen, um ihre Einstellungen zu sehen.</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>Endpunkte</translation>
    </message>
    <message>
        <source>Set endpoints</source>
        <translation>Endpunkte setzen</translation>
    </message>
    <message>
        <source>Objectives</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Set objectives</source>
        <translation>Ziele setzen</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Set the place</source>
        <translation>Ort setzen</translation>
    </message>
</context>
<context>
    <name>headroom::app::MainWindow</name>
    <message>
        <source>This cannot run yet: see the problems.</source>
        <translation>Noch nicht lauffähig: siehe Probleme.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Aus&amp;schneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Find a component</source>
        <translation>Komponente &amp;finden</translation>
    </message>
    <message>
        <source>A&amp;rrange</source>
        <translation>A&amp;nordnen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Fit &amp;selection</source>
        <translation>&amp;Auswahl einpassen</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>&amp;Fensteranordnung zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Farb&amp;schema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Run or pause</source>
        <translation>&amp;Starten oder anhalten</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>&amp;Einzelschritt</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;toppen</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>%1 components · %2 instances</source>
        <translation>Komponenten: %1 · Instanzen: %2</translation>
    </message>
    <message>
        <source>Objectives: %1</source>
        <translation>Ziele: %1</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Sp&amp;rache</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Link to …</source>
        <translation>&amp;Verbinden mit …</translation>
    </message>
    <message>
        <source>Group as a re&amp;gion</source>
        <translation>Als &amp;Region gruppieren</translation>
    </message>
    <message>
        <source>Group as a &amp;zone</source>
        <translation>Als &amp;Zone gruppieren</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>Gehe &amp;zu</translation>
    </message>
    <message>
        <source>&amp;Canvas</source>
        <translation>&amp;Arbeitsfläche</translation>
    </message>
    <message>
        <source>&amp;Outline</source>
        <translation>&amp;Gliederung</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>&amp;Inspektor</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>&amp;Probleme</translation>
    </message>
    <message>
        <source>&amp;Run bar</source>
        <translation>&amp;Laufleiste</translation>
    </message>
</context>
<context>
    <name>headroom::app::MeasuredHelper</name>
    <message>
        <source>Cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Bei</translation>
    </message>
    <message>
        <source>Use what I measured</source>
        <translation>Messung übernehmen</translation>
    </message>
</context>
<context>
    <name>headroom::app::MiniMap</name>
    <message>
        <source>Map of the drawing</source>
        <translation>Übersicht der Zeichnung</translation>
    </message>
</context>
<context>
    <name>headroom::app::NodePanel</name>
    <message>
        <source>Time there</source>
        <translation>Verweilzeit</translation>
    </message>
    <message>
        <source>Slow requests that came by, a sample</source>
        <translation>Langsame Anfragen, die vorbeikamen: eine Stichprobe</translation>
    </message>
    <message>
        <source>Wait against work</source>
        <translation>Warten gegen Arbeit</translation>
    </message>
    <message>
        <source>Calls by instance</source>
        <translation>Aufrufe je Instanz</translation>
    </message>
    <message>
        <source>Select a component to look closer at it while it runs.</source>
        <translation>Eine Komponente auswählen, um sie im Lauf näher zu betrachten.</translation>
    </message>
    <message>
        <source>Run it to look closer at %1.</source>
        <translation>Starten, um %1 näher zu betrachten.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;, %2 requests in the last %3</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;, %2 Anfragen in den letzten %3</translation>
    </message>
</context>
<context>
    <name>headroom::app::OutlineModel</name>
    <message>
        <source>Link from %1 to %2</source>
        <translation>Verbindung von %1 zu %2</translation>
    </message>
    <message>
        <source>Region %1</source>
        <translation>Region %1</translation>
    </message>
    <message>
        <source>Zone %1</source>
        <translation>Zone %1</translation>
    </message>
</context>
<context>
    <name>headroom::app::OutlinePanel</name>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Places, components and links of the design</source>
        <translation>Orte, Komponenten und Verbindungen des Entwurfs</translation>
    </message>
</context>
<context>
    <name>headroom::app::PalettePanel</name>
    <message>
        <source>Search components  ( / )</source>
        <translation>Komponenten suchen  ( / )</translation>
    </message>
    <message>
        <source>Search components</source>
        <translation>Komponenten suchen</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
</context>
<context>
    <name>headroom::app::ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source> (line %1)</source>
        <translation> (Zeile %1)</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
</context>
<context>
    <name>headroom::app::ProfileCurve</name>
    <message>
        <source>Curve of the profile</source>
        <translation>Kurve des Profils</translation>
    </message>
    <message>
        <source>The same as the text above, as a drawing</source>
        <translation>Dasselbe wie der Text darüber, als Zeichnung</translation>
    </message>
    <message>
        <source>Drag a dot up or down</source>
        <translation>Einen Punkt nach oben oder unten ziehen</translation>
    </message>
</context>
<context>
    <name>headroom::app::RecordsEditor</name>
    <message>
        <source>Add to %1</source>
        <translation>Zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Remove from %1</source>
        <translation>Aus %1 entfernen</translation>
    </message>
    <message>
        <source>Move up in %1</source>
        <translation>In %1 nach oben</translation>
    </message>
    <message>
        <source>Move down in %1</source>
        <translation>In %1 nach unten</translation>
    </message>
</context>
<context>
    <name>headroom::app::ResultsPanel</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the command that repeats this</source>
        <translation>Befehl kopieren, der dies wiederholt</translation>
    </message>
    <message>
        <source>Command that repeats this</source>
        <translation>Befehl, der dies wiederholt</translation>
    </message>
    <message>
        <source>Measure (F7) runs the design again and again until its figures are precise: latency with intervals, what gives way first, and how much more it takes.</source>
        <translation>Messen (F7) führt den Entwurf so oft aus, bis die Werte genau sind: Latenz mit Intervallen, was zuerst nachgibt und wie viel mehr das System verträgt.</translation>
    </message>
    <message>
        <source>Looking for the end of the warm-up</source>
        <translation>Das Ende der Aufwärmphase wird gesucht</translation>
    </message>
    <message>
        <source>Replication %1 of at most %2</source>
        <translation>Replikation %1 von höchstens %2</translation>
    </message>
    <message>
        <source>at most %1 left</source>
        <translation>noch höchstens %1</translation>
    </message>
    <message>
        <source>Figures are there; looking for the bottleneck</source>
        <translation>Die Werte liegen vor; der Engpass wird gesucht</translation>
    </message>
    <message>
        <source>The design has changed since: this is of the one before. %1</source>
        <translation>Der Entwurf hat sich seither geändert: Dies gilt für den vorigen. %1</translation>
    </message>
    <message>
        <source>Try %1</source>
        <translation>Vorschlag: %1</translation>
    </message>
    <message>
        <source>Saved as it was measured, the design would have a command here that repeats this.</source>
        <translation>Wäre der Entwurf so gespeichert, wie er gemessen wurde, stünde hier ein Befehl, der dies wiederholt.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>headroom::app::RunBar</name>
    <message>
        <source>Make this the design&apos;s load</source>
        <translation>Als Last des Entwurfs übernehmen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Step: 200 ms of simulated time</source>
        <translation>Einzelschritt: 200 ms simulierte Zeit</translation>
    </message>
    <message>
        <source>Speed max</source>
        <translation>Tempo max</translation>
    </message>
    <message>
        <source>Real time</source>
        <translation>Echtzeit</translation>
    </message>
    <message>
        <source>Speed %1×</source>
        <translation>Tempo %1×</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Traffic, requests per second</source>
        <translation>Verkehr, Anfragen pro Sekunde</translation>
    </message>
    <message>
        <source>How much traffic the run gets; the design keeps its own rate</source>
        <translation>Wie viel Verkehr der Lauf erhält; der Entwurf behält seine eigene Rate</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>— edited</source>
        <translation>— bearbeitet</translation>
    </message>
    <message>
        <source>Pause (F5)</source>
        <translation>Anhalten (F5)</translation>
    </message>
    <message>
        <source>Run (F5)</source>
        <translation>Starten (F5)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>%1 req/s</source>
        <translation>%1 req/s</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>wie angegeben</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>Messung läuft …</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>measured before the last change</source>
        <translation>vor der letzten Änderung gemessen</translation>
    </message>
    <message>
        <source>audit passed</source>
        <translation>Audit bestanden</translation>
    </message>
    <message>
        <source>audit failed</source>
        <translation>Audit nicht bestanden</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>%1× real time · %2 events/s</source>
        <translation>%1× Echtzeit · %2 Ereignisse/s</translation>
    </message>
    <message>
        <source>Ended: the requests in flight need too much memory</source>
        <translation>Beendet: Die laufenden Anfragen brauchen zu viel Speicher</translation>
    </message>
    <message>
        <source>Ended: time does not go on here</source>
        <translation>Beendet: Die Zeit schreitet hier nicht voran</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Einzelschritt</translation>
    </message>
</context>
<context>
    <name>headroom::app::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>From node to node</source>
        <translation>Von Knoten zu Knoten</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>To the nearest in a direction</source>
        <translation>Zum nächsten in einer Richtung</translation>
    </message>
    <message>
        <source>Alt+arrows</source>
        <translation>Alt+Pfeile</translation>
    </message>
    <message>
        <source>Move the selection</source>
        <translation>Auswahl verschieben</translation>
    </message>
    <message>
        <source>arrows, Shift+arrows</source>
        <translation>Pfeile, Umschalt+Pfeile</translation>
    </message>
    <message>
        <source>Link from here</source>
        <translation>Von hier verbinden</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Select nothing; back to the canvas</source>
        <translation>Auswahl aufheben; zurück zur Arbeitsfläche</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Arbeitsfläche</translation>
    </message>
</context>
<context>
    <name>headroom::app::VerdictBar</name>
    <message>
        <source>This cannot run yet: see the problems.</source>
        <translation>Noch nicht lauffähig: siehe Probleme.</translation>
    </message>
    <message>
        <source>Run it to watch, measure it to know.</source>
        <translation>Zum Zuschauen starten, zum Wissen messen.</translation>
    </message>
    <message>
        <source>Nothing was found that holds it back.</source>
        <translation>Es wurde nichts gefunden, was es bremst.</translation>
    </message>
    <message>
        <source>It takes %1 times this load</source>
        <translation>Verträgt das %1-Fache dieser Last</translation>
    </message>
    <message>
        <source>Nothing is busy.</source>
        <translation>Nichts ist ausgelastet.</translation>
    </message>
    <message>
        <source>%1 runs out of %2 at %3 req/s: %4 in use, %5 waiting there.</source>
        <translation>Engpass bei %1: %2 bei %3 req/s zu %4 ausgelastet, %5 warten dort.</translation>
    </message>
    <message>
        <source>%1 is the busiest: %2 in use to %3 at %4 req/s.</source>
        <translation>%1 ist am stärksten ausgelastet: %2 zu %3 bei %4 req/s.</translation>
    </message>
    <message>
        <source>seen in the last %1</source>
        <translation>aus den letzten %1</translation>
    </message>
</context>
<context>
    <name>headroom::app::WelcomePage</name>
    <message>
        <source>How much traffic can your system take?</source>
        <translation>Wie viel Verkehr verträgt das System?</translation>
    </message>
    <message>
        <source>Choose an example: it opens and runs. Or drag components from the left onto an empty sheet, link them, and press play.</source>
        <translation>Ein Beispiel wählen: Es öffnet sich und läuft. Oder Komponenten von links auf ein leeres Blatt ziehen, verbinden und starten.</translation>
    </message>
    <message>
        <source>Empty sheet</source>
        <translation>Leeres Blatt</translation>
    </message>
    <message>
        <source>Open a file …</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>headroom::app::ZoomPill</name>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Zoom %1 percent</source>
        <translation>Zoom %1 Prozent</translation>
    </message>
    <message>
        <source>To 100 %</source>
        <translation>Auf 100 %</translation>
    </message>
</context>
<context>
    <name>journey</name>
    <message>
        <source>To</source>
        <translation>Weiter zu</translation>
    </message>
    <message>
        <source>The endpoint of a step of the journey.</source>
        <translation>Der Endpunkt eines Schritts im Ablauf.</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>How likely it comes next; what is left of 100 % ends the session.</source>
        <translation>Wie wahrscheinlich er als Nächstes kommt; was an 100 % fehlt, beendet die Sitzung.</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>What is asked for; the name of one of the endpoints.</source>
        <translation>Was angefragt wird; der Name eines der Endpunkte.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>What may come after it; without an entry the next step of the list, after the last of them the end.</source>
        <translation>Was danach kommen kann; ohne Eintrag der nächste Schritt der Liste, nach dem letzten das Ende.</translation>
    </message>
</context>
<context>
    <name>json</name>
    <message>
        <source>&quot;%1&quot; stands here for the second time.</source>
        <translation>&quot;%1&quot; steht hier zum zweiten Mal.</translation>
    </message>
    <message>
        <source>Keep one of them.</source>
        <translation>Eines davon behalten.</translation>
    </message>
    <message>
        <source>Values are nested more than %1 deep.</source>
        <translation>Werte sind mehr als %1 Ebenen tief verschachtelt.</translation>
    </message>
    <message>
        <source>A design is never as deep as that: look for brackets that are not closed.</source>
        <translation>So tief ist ein Entwurf nie: nach Klammern suchen, die nicht geschlossen sind.</translation>
    </message>
    <message>
        <source>There are more than %1 values.</source>
        <translation>Es sind mehr als %1 Werte.</translation>
    </message>
    <message>
        <source>Use &quot;instances&quot; instead of that many single nodes.</source>
        <translation>&quot;instances&quot; statt so vieler einzelner Knoten verwenden.</translation>
    </message>
    <message>
        <source>This is not UTF-8 text.</source>
        <translation>Das ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>Save the file as UTF-8.</source>
        <translation>Die Datei als UTF-8 speichern.</translation>
    </message>
    <message>
        <source>It is larger than %1, the most a design has.</source>
        <translation>Die Größe übersteigt %1, das Höchstmaß eines Entwurfs.</translation>
    </message>
    <message>
        <source>Is it a design at all?</source>
        <translation>Ist es überhaupt ein Entwurf?</translation>
    </message>
    <message>
        <source>The file begins with a byte order mark.</source>
        <translation>Die Datei beginnt mit einer Bytereihenfolge-Marke (BOM).</translation>
    </message>
    <message>
        <source>Save it as UTF-8 without one.</source>
        <translation>Als UTF-8 ohne BOM speichern.</translation>
    </message>
    <message>
        <source>A text in quotes does not end on its line.</source>
        <translation>Ein Text in Anführungszeichen endet nicht in seiner Zeile.</translation>
    </message>
    <message>
        <source>Close it with &quot;, or write \n for a new line and \t for a tab.</source>
        <translation>Mit &quot; schließen oder \n für eine neue Zeile und \t für einen Tabulator schreiben.</translation>
    </message>
    <message>
        <source>The file ends inside a text.</source>
        <translation>Die Datei endet mitten in einem Text.</translation>
    </message>
    <message>
        <source>Was it saved or copied completely?</source>
        <translation>Wurde sie vollständig gespeichert oder kopiert?</translation>
    </message>
    <message>
        <source>A text in quotes holds a \ sequence JSON does not know.</source>
        <translation>Ein Text in Anführungszeichen enthält eine mit \ beginnende Folge, die JSON nicht kennt.</translation>
    </message>
    <message>
        <source>Write \\ for a backslash.</source>
        <translation>Für einen Backslash \\ schreiben.</translation>
    </message>
    <message>
        <source>%1 is too large for a number.</source>
        <translation>%1 ist als Zahl zu groß.</translation>
    </message>
    <message>
        <source>Write a number below 1e308.</source>
        <translation>Eine Zahl unter 1e308 angeben.</translation>
    </message>
    <message>
        <source>%1 begins with a zero too many.</source>
        <translation>%1 beginnt mit einer überzähligen Null.</translation>
    </message>
    <message>
        <source>Write numbers as 12 or 0.5.</source>
        <translation>Zahlen in der Form 12 oder 0.5 schreiben.</translation>
    </message>
    <message>
        <source>There is nothing in it.</source>
        <translation>Es steht nichts darin.</translation>
    </message>
    <message>
        <source>A design begins with { &quot;headroom&quot;: 1, ...</source>
        <translation>Ein Entwurf beginnt mit { &quot;headroom&quot;: 1, ...</translation>
    </message>
    <message>
        <source>The file ends before everything is closed.</source>
        <translation>Die Datei endet, bevor alles geschlossen ist.</translation>
    </message>
    <message>
        <source>JSON has no comments.</source>
        <translation>JSON kennt keine Kommentare.</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>Weglassen.</translation>
    </message>
    <message>
        <source>There is more after the end.</source>
        <translation>Nach dem Ende folgt noch etwas.</translation>
    </message>
    <message>
        <source>A file holds one design: leave the rest out, or look for a bracket closed too early.</source>
        <translation>Eine Datei enthält einen Entwurf: den Rest weglassen oder nach einer zu früh geschlossenen Klammer suchen.</translation>
    </message>
    <message>
        <source>There is a comma with nothing after it.</source>
        <translation>Auf ein Komma folgt nichts.</translation>
    </message>
    <message>
        <source>Leave out the comma before this bracket.</source>
        <translation>Das Komma vor dieser Klammer weglassen.</translation>
    </message>
    <message>
        <source>Something is missing before it.</source>
        <translation>Davor fehlt etwas.</translation>
    </message>
    <message>
        <source>Write a comma between two values, a colon between a key and its value.</source>
        <translation>Zwischen zwei Werte gehört ein Komma, zwischen Schlüssel und Wert ein Doppelpunkt.</translation>
    </message>
    <message>
        <source>Text in JSON stands in double quotes.</source>
        <translation>Text steht in JSON in doppelten Anführungszeichen.</translation>
    </message>
    <message>
        <source>Write &quot; instead of &apos;.</source>
        <translation>&quot; statt &apos; schreiben.</translation>
    </message>
    <message>
        <source>%1 is no number in JSON.</source>
        <translation>%1 ist in JSON keine Zahl.</translation>
    </message>
    <message>
        <source>Write a finite number.</source>
        <translation>Eine endliche Zahl angeben.</translation>
    </message>
    <message>
        <source>%1 does not belong here.</source>
        <translation>%1 gehört nicht hierher.</translation>
    </message>
    <message>
        <source>Look for a bracket, comma or quote that is missing just before it.</source>
        <translation>Kurz davor nach einer fehlenden Klammer, einem fehlenden Komma oder Anführungszeichen suchen.</translation>
    </message>
    <message>
        <source>Text stands in double quotes; numbers as 12 or 0.5.</source>
        <translation>Text steht in doppelten Anführungszeichen, Zahlen in der Form 12 oder 0.5.</translation>
    </message>
</context>
<context>
    <name>link</name>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>The node that calls.</source>
        <translation>Der Knoten, der aufruft.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>The node that is called.</source>
        <translation>Der Knoten, der aufgerufen wird.</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Time on the way, each way. Not set: between two regions half of the round trip of their places, between two zones of a region 1 ms, else 250 us.</source>
        <translation>Zeit unterwegs, je Richtung. Nicht gesetzt: zwischen zwei Regionen die halbe Umlaufzeit ihrer Orte, zwischen zwei Zonen einer Region 1 ms, sonst 250 us.</translation>
    </message>
    <message>
        <source>half of the round trips inside a data centre, 500 us: Dean, &quot;Numbers everyone should know&quot;, 2009; between regions and zones: IBM Cloud, &quot;VPC network latency&quot;, 2024</source>
        <translation>die halbe Umlaufzeit in einem Rechenzentrum, 500 us: Dean, &quot;Numbers everyone should know&quot;, 2009; zwischen Regionen und Zonen: IBM Cloud, &quot;VPC network latency&quot;, 2024</translation>
    </message>
    <message>
        <source>Time-out</source>
        <translation>Timeout</translation>
    </message>
    <message>
        <source>How long the caller waits for the reply; not set: for ever.</source>
        <translation>Wie lange der Aufrufer auf die Antwort wartet; nicht gesetzt: unbegrenzt.</translation>
    </message>
    <message>
        <source>Pool size</source>
        <translation>Poolgröße</translation>
    </message>
    <message>
        <source>Connections that each instance of the caller keeps open; every call takes one and gives it back with the reply. Not set: one for every call.</source>
        <translation>Verbindungen, die jede Instanz des Aufrufers offen hält; jeder Aufruf nimmt eine und gibt sie mit der Antwort zurück. Nicht gesetzt: eine für jeden Aufruf.</translation>
    </message>
    <message>
        <source>Wait for a connection</source>
        <translation>Warten auf Verbindung</translation>
    </message>
    <message>
        <source>How long a call waits for a free connection before it fails with 503; not set: for ever.</source>
        <translation>Wie lange ein Aufruf auf eine freie Verbindung wartet, bevor er mit 503 scheitert; nicht gesetzt: unbegrenzt.</translation>
    </message>
</context>
<context>
    <name>load-balancer</name>
    <message>
        <source>Load balancer</source>
        <translation>Lastverteiler</translation>
    </message>
    <message>
        <source>Passes each request on to one instance of the nodes behind it.</source>
        <translation>Gibt jede Anfrage an eine Instanz der Knoten dahinter weiter.</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>How the instance is chosen.</source>
        <translation>Wie die Instanz gewählt wird.</translation>
    </message>
    <message>
        <source>Round robin</source>
        <translation>Reihum</translation>
    </message>
    <message>
        <source>One after the other.</source>
        <translation>Eine nach der anderen.</translation>
    </message>
    <message>
        <source>Least connections</source>
        <translation>Wenigste Verbindungen</translation>
    </message>
    <message>
        <source>The instance with the fewest requests open.</source>
        <translation>Die Instanz mit den wenigsten offenen Anfragen.</translation>
    </message>
    <message>
        <source>what nginx and HAProxy do unless told otherwise</source>
        <translation>was nginx und HAProxy ohne andere Angabe tun</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Cores of the load balancer.</source>
        <translation>Kerne des Lastverteilers.</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>CPU-Zeit</translation>
    </message>
    <message>
        <source>Time of one core for one request.</source>
        <translation>Zeit eines Kerns für eine Anfrage.</translation>
    </message>
    <message>
        <source>about 20,000 requests per second and core</source>
        <translation>etwa 20.000 Anfragen pro Sekunde und Kern</translation>
    </message>
    <message>
        <source>CPU utilization</source>
        <translation>CPU-Auslastung</translation>
    </message>
    <message>
        <source>Share of the cores that was busy.</source>
        <translation>Anteil der Kerne, der beschäftigt war.</translation>
    </message>
</context>
<context>
    <name>log</name>
    <message>
        <source>The line is too long.</source>
        <translation>Die Zeile ist zu lang.</translation>
    </message>
    <message>
        <source>The log is compressed.</source>
        <translation>Das Log ist komprimiert.</translation>
    </message>
    <message>
        <source>Unpack it first, with gunzip.</source>
        <translation>Zuerst entpacken, mit gunzip.</translation>
    </message>
    <message>
        <source>There are more than %1 requests in it.</source>
        <translation>Es enthält mehr als %1 Anfragen.</translation>
    </message>
    <message>
        <source>Replay a part of it.</source>
        <translation>Einen Teil davon abspielen.</translation>
    </message>
    <message>
        <source>There is no request in it.</source>
        <translation>Es enthält keine Anfrage.</translation>
    </message>
    <message>
        <source>Give an access log in Apache Common or Combined, nginx&apos;s default format, or CSV with a header that names time and target.</source>
        <translation>Ein Access-Log angeben: Apache Common oder Combined, das Standardformat von nginx oder CSV mit einer Kopfzeile, die Zeit und Ziel benennt.</translation>
    </message>
    <message>
        <source>It is passed over: %1</source>
        <translation>Sie wird übergangen: %1</translation>
    </message>
    <message>
        <source>%1 of %2 lines are no requests.</source>
        <translation>%1 von %2 Zeilen sind keine Anfragen.</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>Es kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Give the path of an access log that exists and may be read.</source>
        <translation>Den Pfad eines vorhandenen, lesbaren Access-Logs angeben.</translation>
    </message>
    <message>
        <source>The status is no number from 100 to 599.</source>
        <translation>Der Status ist keine Zahl von 100 bis 599.</translation>
    </message>
    <message>
        <source>The size is neither a number nor &quot;-&quot;.</source>
        <translation>Die Größe ist weder eine Zahl noch &quot;-&quot;.</translation>
    </message>
    <message>
        <source>The time is no date and time.</source>
        <translation>Die Zeit besteht nicht aus Datum und Uhrzeit.</translation>
    </message>
    <message>
        <source>The request has no method and target.</source>
        <translation>Die Anfrage hat keine Methode mit Ziel.</translation>
    </message>
    <message>
        <source>It does not begin with a client, two names and a [time].</source>
        <translation>Es fehlen am Anfang ein Client, zwei Namen und eine [Zeit].</translation>
    </message>
    <message>
        <source>A quote is not closed.</source>
        <translation>Ein Anführungszeichen ist nicht geschlossen.</translation>
    </message>
</context>
<context>
    <name>measurement</name>
    <message>
        <source>Write &quot;4 cores 35 % busy at 800/s&quot;, or the path of a .csv file and &quot;cores&quot;.</source>
        <translation>&quot;4 cores 35 % busy at 800/s&quot; schreiben oder den Pfad einer .csv-Datei und &quot;cores&quot; angeben.</translation>
    </message>
    <message>
        <source>Write &quot;from 4 cores 35 % busy at 800/s&quot; or &quot;from measured.csv with 4 cores&quot;.</source>
        <translation>&quot;from 4 cores 35 % busy at 800/s&quot; oder &quot;from measured.csv with 4 cores&quot; schreiben.</translation>
    </message>
    <message>
        <source>Write &quot;exponential&quot;, &quot;constant&quot;, &quot;lognormal cv 0.5&quot;, &quot;gamma cv 0.5&quot;, &quot;erlang 4&quot;, &quot;hyperexponential scv 4&quot; or &quot;weibull 0.7&quot;.</source>
        <translation>&quot;exponential&quot;, &quot;constant&quot;, &quot;lognormal cv 0.5&quot;, &quot;gamma cv 0.5&quot;, &quot;erlang 4&quot;, &quot;hyperexponential scv 4&quot; oder &quot;weibull 0.7&quot; schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: cores cannot be busier than 100 %.</source>
        <translation>&quot;%1&quot;: Kerne können nicht zu mehr als 100 % ausgelastet sein.</translation>
    </message>
    <message>
        <source>Write the mean over the cores, at most 100 %: where a tool adds the cores up, divide by their number.</source>
        <translation>Den Mittelwert über die Kerne angeben, höchstens 100 %: Wo ein Werkzeug die Kerne summiert, durch ihre Anzahl teilen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: from idle cores no demand can be told.</source>
        <translation>&quot;%1&quot;: Aus untätigen Kernen lässt sich kein Bedarf ableiten.</translation>
    </message>
    <message>
        <source>Measure under load.</source>
        <translation>Unter Last messen.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>What was measured: &quot;4 cores 35 % busy at 800/s&quot;, or the path of a .csv file with the columns rps, cpu %, p50 and p95.</source>
        <translation>Was gemessen wurde: &quot;4 cores 35 % busy at 800/s&quot; oder der Pfad einer .csv-Datei mit den Spalten rps, cpu %, p50 und p95.</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>How the demand is spread around its mean.</source>
        <translation>Wie der Bedarf um seinen Mittelwert streut.</translation>
    </message>
    <message>
        <source>what is measured here says only the mean</source>
        <translation>die Messung hier liefert nur den Mittelwert</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>With a file: the cores it was measured on.</source>
        <translation>Bei einer Datei: die Kerne, auf denen gemessen wurde.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: on how many cores was that measured?</source>
        <translation>&quot;%1&quot;: Auf wie vielen Kernen wurde das gemessen?</translation>
    </message>
    <message>
        <source>Add &quot;cores&quot;: 4.</source>
        <translation>&quot;cores&quot;: 4 ergänzen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: from no requests no demand can be told.</source>
        <translation>&quot;%1&quot;: Ohne Anfragen lässt sich kein Bedarf ableiten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; says the cores already.</source>
        <translation>&quot;%1&quot; nennt die Kerne schon.</translation>
    </message>
    <message>
        <source>Leave &quot;cores&quot; out.</source>
        <translation>&quot;cores&quot; weglassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; would be %2 s of one core for each request.</source>
        <translation>&quot;%1&quot; wären %2 s eines Kerns für jede Anfrage.</translation>
    </message>
    <message>
        <source>Look for a wrong unit or number.</source>
        <translation>Nach einer falschen Einheit oder Zahl suchen.</translation>
    </message>
    <message>
        <source>There is no column &quot;%1&quot;.</source>
        <translation>Die Spalte &quot;%1&quot; fehlt.</translation>
    </message>
    <message>
        <source>Name the columns in the first line: rps,cpu %,p50,p95.</source>
        <translation>Die Spalten in der ersten Zeile benennen: rps,cpu %,p50,p95.</translation>
    </message>
    <message>
        <source>p95 is below p50.</source>
        <translation>p95 liegt unter p50.</translation>
    </message>
    <message>
        <source>Are the two columns swapped?</source>
        <translation>Sind die beiden Spalten vertauscht?</translation>
    </message>
    <message>
        <source>&quot;%2&quot; is no value of %1.</source>
        <translation>&quot;%2&quot; ist kein Wert für %1.</translation>
    </message>
    <message>
        <source>Write requests per second, as 800.</source>
        <translation>Anfragen pro Sekunde angeben, zum Beispiel 800.</translation>
    </message>
    <message>
        <source>Write percent, as 35.</source>
        <translation>Prozent angeben, zum Beispiel 35.</translation>
    </message>
    <message>
        <source>Cores cannot be %1 % busy.</source>
        <translation>Kerne können nicht zu %1 % ausgelastet sein.</translation>
    </message>
    <message>
        <source>Write milliseconds, as 12.5.</source>
        <translation>Millisekunden angeben, zum Beispiel 12.5.</translation>
    </message>
    <message>
        <source>No load above zero is in it.</source>
        <translation>Es enthält keine Last über null.</translation>
    </message>
    <message>
        <source>Write a line a load, as 800,35,12,40: rps, cpu %, p50, p95.</source>
        <translation>Je Last eine Zeile schreiben, zum Beispiel 800,35,12,40: rps, cpu %, p50, p95.</translation>
    </message>
    <message>
        <source>&quot;%2&quot;: the cores do not become busier with the rate: a request would take %1 s of one core.</source>
        <translation>&quot;%2&quot;: Die Auslastung der Kerne steigt nicht mit der Rate: Eine Anfrage bräuchte %1 s eines Kerns.</translation>
    </message>
    <message>
        <source>Measure under several loads.</source>
        <translation>Unter mehreren Lasten messen.</translation>
    </message>
</context>
<context>
    <name>memory</name>
    <message>
        <source>the keys of %1</source>
        <translation>die Schlüssel von %1</translation>
    </message>
    <message>
        <source>the instances</source>
        <translation>die Instanzen</translation>
    </message>
    <message>
        <source>the statistics of the nodes</source>
        <translation>die Statistik der Knoten</translation>
    </message>
    <message>
        <source>the statistics of the endpoints</source>
        <translation>die Statistik der Endpunkte</translation>
    </message>
    <message>
        <source>the access logs</source>
        <translation>die Access-Logs</translation>
    </message>
    <message>
        <source>the requests in flight</source>
        <translation>die laufenden Anfragen</translation>
    </message>
</context>
<context>
    <name>mix</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What these clients are, as &quot;mobile&quot;.</source>
        <translation>Was für Clients das sind, zum Beispiel &quot;mobile&quot;.</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Share of the clients, relative to the other groups.</source>
        <translation>Anteil der Clients im Verhältnis zu den anderen Gruppen.</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Time on the way beside that of the link, each way.</source>
        <translation>Zeit unterwegs zusätzlich zu der der Verbindung, je Richtung.</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>What the line of each client passes: a reply takes its payload over that, by itself. Not set: no time.</source>
        <translation>Was die Leitung jedes Clients überträgt: Jede Antwort ist, für sich allein, so lange unterwegs, wie ihre Nutzdaten darüber brauchen. Nicht gesetzt: keine Zeit.</translation>
    </message>
</context>
<context>
    <name>node</name>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>What links and reports call it: letters, digits, - and _.</source>
        <translation>Wie Verbindungen und Berichte ihn nennen: Buchstaben, Ziffern, - und _.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>The region or zone it stands in.</source>
        <translation>Die Region oder Zone, in der er steht.</translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Takes a message at once with 202 and keeps it until a worker has done it, first in, first out.</source>
        <translation>Nimmt eine Nachricht sofort mit 202 an und behält sie, bis ein Worker sie erledigt hat, in der Reihenfolge des Eingangs.</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Messages it has room for, those being worked on included; one more is refused with 503.</source>
        <translation>Nachrichten, für die Platz ist, einschließlich der in Arbeit befindlichen; jede weitere wird mit 503 abgewiesen.</translation>
    </message>
    <message>
        <source>what fits into the memory of a small broker</source>
        <translation>was in den Speicher eines kleinen Brokers passt</translation>
    </message>
    <message>
        <source>Redelivery</source>
        <translation>Neuzustellung</translation>
    </message>
    <message>
        <source>How long a message whose worker failed waits until it is handed out again, before all others.</source>
        <translation>Wie lange eine Nachricht, deren Worker ausfiel, wartet, bis sie erneut ausgegeben wird, vor allen anderen.</translation>
    </message>
    <message>
        <source>brokers find a lost connection in about a second</source>
        <translation>Broker bemerken eine verlorene Verbindung nach etwa einer Sekunde</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Messages inside, waiting or being worked on.</source>
        <translation>Nachrichten darin, wartend oder in Arbeit.</translation>
    </message>
    <message>
        <source>Redelivered</source>
        <translation>Neu zugestellt</translation>
    </message>
    <message>
        <source>Messages handed out again because a worker failed.</source>
        <translation>Nachrichten, die erneut ausgegeben wurden, weil ein Worker ausfiel.</translation>
    </message>
    <message>
        <source>Messages refused</source>
        <translation>Abgewiesene Nachrichten</translation>
    </message>
    <message>
        <source>Messages turned away because the queue was full.</source>
        <translation>Nachrichten, die abgewiesen wurden, weil die Warteschlange voll war.</translation>
    </message>
</context>
<context>
    <name>rate-limiter</name>
    <message>
        <source>Rate limiter</source>
        <translation>Ratenbegrenzer</translation>
    </message>
    <message>
        <source>Lets no more than a rate of requests pass, with bursts, and turns the rest away with 429: a token bucket.</source>
        <translation>Lässt höchstens eine bestimmte Rate von Anfragen durch, mit Bursts, und weist den Rest mit 429 ab: ein Token-Bucket.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Tokens that drop into a bucket; each request takes one.</source>
        <translation>Tokens, die in einen Bucket fallen; jede Anfrage nimmt eines.</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>Burst</translation>
    </message>
    <message>
        <source>Tokens a bucket has room for: requests that may come at once after a quiet time.</source>
        <translation>Tokens, für die ein Bucket Platz hat: Anfragen, die nach einer ruhigen Zeit auf einmal kommen dürfen.</translation>
    </message>
    <message>
        <source>one second of the default rate</source>
        <translation>eine Sekunde der Standardrate</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Geltung</translation>
    </message>
    <message>
        <source>Who shares a bucket.</source>
        <translation>Wer sich einen Bucket teilt.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>There is one bucket for all.</source>
        <translation>Es gibt einen Bucket für alle.</translation>
    </message>
    <message>
        <source>Each client</source>
        <translation>Jeder Client</translation>
    </message>
    <message>
        <source>Every client has a bucket of its own.</source>
        <translation>Jeder Client hat einen eigenen Bucket.</translation>
    </message>
    <message>
        <source>Tokens taken</source>
        <translation>Genommene Tokens</translation>
    </message>
    <message>
        <source>Share of the rate that was used.</source>
        <translation>Anteil der Rate, der genutzt wurde.</translation>
    </message>
    <message>
        <source>Requests limited</source>
        <translation>Begrenzte Anfragen</translation>
    </message>
    <message>
        <source>Requests turned away with 429.</source>
        <translation>Mit 429 abgewiesene Anfragen.</translation>
    </message>
</context>
<context>
    <name>result</name>
    <message>
        <source>The result is damaged or was made without a record.</source>
        <translation>Das Ergebnis ist beschädigt oder entstand ohne Aufzeichnung.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing.</source>
        <translation>&quot;%1&quot; fehlt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is of another type.</source>
        <translation>&quot;%1&quot; ist von anderem Typ.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is negative.</source>
        <translation>&quot;%1&quot; ist negativ.</translation>
    </message>
    <message>
        <source>Replications or threads are out of range.</source>
        <translation>Replikationen oder Threads liegen außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>This says nothing that can be done.</source>
        <translation>Das beschreibt nichts, was sich tun ließe.</translation>
    </message>
    <message>
        <source>The log of %1 is not the one replayed.</source>
        <translation>Das Log von %1 ist nicht das abgespielte.</translation>
    </message>
    <message>
        <source>Put the log back as it was.</source>
        <translation>Das Log wiederherstellen, wie es war.</translation>
    </message>
    <message>
        <source>This is no result of a run.</source>
        <translation>Das ist kein Ergebnis eines Laufs.</translation>
    </message>
    <message>
        <source>Give what `headroom run --format json` prints.</source>
        <translation>Angeben, was `headroom run --format json` ausgibt.</translation>
    </message>
    <message>
        <source>This result has form %1, this program knows %2.</source>
        <translation>Dieses Ergebnis hat Form %1, dieses Programm kennt %2.</translation>
    </message>
    <message>
        <source>Use a newer program.</source>
        <translation>Ein neueres Programm verwenden.</translation>
    </message>
    <message>
        <source>The run was interrupted before two replications were whole.</source>
        <translation>Der Lauf wurde abgebrochen, bevor zwei Replikationen vollständig waren.</translation>
    </message>
    <message>
        <source>There is nothing in it to repeat.</source>
        <translation>Es enthält nichts, was sich wiederholen ließe.</translation>
    </message>
</context>
<context>
    <name>run</name>
    <message>
        <source>The queue for %1 at %2 grows by %3 requests/s; %4 wait by now.</source>
        <translation>Die Warteschlange für %1 an %2 wächst um %3 Anfragen/s; inzwischen warten %4.</translation>
    </message>
    <message>
        <source>Not begun: it would take about %1 of memory and may have %2. The largest part, %3, is for %4.</source>
        <translation>Nicht begonnen: Gebraucht würden etwa %1 Speicher, erlaubt sind %2. Der größte Teil, %3, entfällt auf: %4.</translation>
    </message>
</context>
<context>
    <name>scenario</name>
    <message>
        <source>There is no node &quot;%1&quot;.</source>
        <translation>Den Knoten &quot;%1&quot; gibt es nicht.</translation>
    </message>
    <message>
        <source>The nodes are %2.</source>
        <translation>Die Knoten sind %2.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%3&quot;? The nodes are %2.</source>
        <translation>War &quot;%3&quot; gemeint? Die Knoten sind %2.</translation>
    </message>
    <message>
        <source>There is no setting &quot;%1&quot;.</source>
        <translation>Die Einstellung &quot;%1&quot; gibt es nicht.</translation>
    </message>
    <message>
        <source>`headroom kinds` lists them.</source>
        <translation>`headroom kinds` listet sie auf.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs a value.</source>
        <translation>&quot;%1&quot; braucht einen Wert.</translation>
    </message>
    <message>
        <source>Say which.</source>
        <translation>Den Wert angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot crash.</source>
        <translation>&quot;%1&quot; kann nicht abstürzen.</translation>
    </message>
    <message>
        <source>Users do not fail; change their rate.</source>
        <translation>Nutzer fallen nicht aus; stattdessen ihre Rate ändern.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no instance %2.</source>
        <translation>&quot;%1&quot; hat keine Instanz %2.</translation>
    </message>
    <message>
        <source>They count from 0; there are %3.</source>
        <translation>Gezählt wird ab 0; vorhanden sind %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not say what happens when.</source>
        <translation>&quot;%1&quot; sagt nicht, was wann geschieht.</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>When it happens, from the start of the run; it takes effect at the next whole millisecond.</source>
        <translation>Wann es geschieht, vom Beginn des Laufs an; wirksam wird es zur nächsten vollen Millisekunde.</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>The setting that changes, as &quot;users.rate&quot;.</source>
        <translation>Die Einstellung, die sich ändert, zum Beispiel &quot;users.rate&quot;.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Neuer Wert</translation>
    </message>
    <message>
        <source>Its new value, written as in the settings of the node.</source>
        <translation>Der neue Wert, geschrieben wie in den Einstellungen des Knotens.</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>What goes wrong.</source>
        <translation>Was schiefgeht.</translation>
    </message>
    <message>
        <source>Crash</source>
        <translation>Absturz</translation>
    </message>
    <message>
        <source>It loses what it holds and takes no calls until it is back.</source>
        <translation>Er verliert, was er hält, und nimmt keine Aufrufe an, bis er wieder da ist.</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>The node something happens to.</source>
        <translation>Der Knoten, dem etwas geschieht.</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Which of its instances, from 0; not set: all of them.</source>
        <translation>Welche seiner Instanzen, ab 0; nicht gesetzt: alle.</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>How long it lasts; not set: to the end of the run.</source>
        <translation>Wie lange es dauert; nicht gesetzt: bis zum Ende des Laufs.</translation>
    </message>
    <message>
        <source>An entry sets something or breaks something, not both.</source>
        <translation>Ein Eintrag setzt etwas oder stört etwas, nicht beides.</translation>
    </message>
    <message>
        <source>Nothing happens here.</source>
        <translation>Hier geschieht nichts.</translation>
    </message>
    <message>
        <source>Write { &quot;at&quot;: &quot;60 s&quot;, &quot;set&quot;: &quot;users.rate&quot;, &quot;to&quot;: &quot;10k/s&quot; } or { &quot;at&quot;: &quot;60 s&quot;, &quot;fault&quot;: &quot;crash&quot;, &quot;node&quot;: &quot;app&quot; }.</source>
        <translation>{ &quot;at&quot;: &quot;60 s&quot;, &quot;set&quot;: &quot;users.rate&quot;, &quot;to&quot;: &quot;10k/s&quot; } oder { &quot;at&quot;: &quot;60 s&quot;, &quot;fault&quot;: &quot;crash&quot;, &quot;node&quot;: &quot;app&quot; } schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; says nothing beside &quot;%2&quot;.</source>
        <translation>&quot;%1&quot; sagt neben &quot;%2&quot; nichts.</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>Weglassen.</translation>
    </message>
    <message>
        <source>Users do not crash.</source>
        <translation>Nutzer stürzen nicht ab.</translation>
    </message>
    <message>
        <source>Set their rate instead.</source>
        <translation>Stattdessen ihre Rate setzen.</translation>
    </message>
    <message>
        <source>There is no instance %1: they count from 0.</source>
        <translation>Die Instanz %1 gibt es nicht: Gezählt wird ab 0.</translation>
    </message>
    <message>
        <source>Write a number below %2.</source>
        <translation>Eine Zahl unter %2 angeben.</translation>
    </message>
    <message>
        <source>Write &quot;10 s app.instances=8&quot;, &quot;90 s crash app.3 for 20 s&quot;, &quot;95 s restore app.3&quot; or &quot;2 min flush redis&quot;.</source>
        <translation>&quot;10 s app.instances=8&quot;, &quot;90 s crash app.3 for 20 s&quot;, &quot;95 s restore app.3&quot; oder &quot;2 min flush redis&quot; schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; keeps nothing that could be flushed.</source>
        <translation>&quot;%1&quot; behält nichts, was sich leeren ließe.</translation>
    </message>
    <message>
        <source>Only caches can be.</source>
        <translation>Das geht nur bei Caches.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellung</translation>
    </message>
    <message>
        <source>What is down comes back at once.</source>
        <translation>Was ausgefallen ist, kommt sofort zurück.</translation>
    </message>
    <message>
        <source>Flush</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>A cache loses all it keeps and goes on.</source>
        <translation>Ein Cache verliert alles, was er behält, und arbeitet weiter.</translation>
    </message>
</context>
<context>
    <name>section</name>
    <message>
        <source>Batches</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation>Bursts</translation>
    </message>
    <message>
        <source>Contention</source>
        <translation>Behinderung</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Pool of connections</source>
        <translation>Verbindungspool</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
</context>
<context>
    <name>server</name>
    <message>
        <source>none: Gunther, Guerrilla Capacity Planning, 2007, has the law; measure your own</source>
        <translation>keiner: Das Gesetz steht bei Gunther, Guerrilla Capacity Planning, 2007; selbst messen</translation>
    </message>
    <message>
        <source>The memory does not suffice for one request: it takes %1 when idle and %2 for each.</source>
        <translation>Der Speicher reicht nicht für eine Anfrage: Er ist im Leerlauf mit %1 belegt, für jede Anfrage mit weiteren %2.</translation>
    </message>
    <message>
        <source>Give it more &quot;memory.size&quot;.</source>
        <translation>Mehr &quot;memory.size&quot; geben.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Runs the application: a bounded number of workers on a few cores, asking caches and databases.</source>
        <translation>Führt die Anwendung aus: eine begrenzte Zahl von Workern auf wenigen Kernen, die Caches und Datenbanken ansprechen.</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>How many servers of this kind run; each is simulated by itself.</source>
        <translation>Wie viele Server dieser Art laufen; jeder wird für sich simuliert.</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Cores of each instance.</source>
        <translation>Kerne jeder Instanz.</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Requests each instance serves at once: threads, processes or the limit of an event loop.</source>
        <translation>Anfragen, die jede Instanz zugleich bedient: Threads, Prozesse oder die Grenze einer Ereignisschleife.</translation>
    </message>
    <message>
        <source>Accept queue</source>
        <translation>Annahme-Warteschlange</translation>
    </message>
    <message>
        <source>Requests that may wait for a worker at each instance; one more is refused with 503.</source>
        <translation>Anfragen, die an jeder Instanz auf einen Worker warten dürfen; jede weitere wird mit 503 abgewiesen.</translation>
    </message>
    <message>
        <source>nginx listen(2) backlog on Linux: 511</source>
        <translation>Backlog von nginx bei listen(2) unter Linux: 511</translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation>Bedienstrategie</translation>
    </message>
    <message>
        <source>How the cores are shared.</source>
        <translation>Wie die Kerne aufgeteilt werden.</translation>
    </message>
    <message>
        <source>Processor sharing</source>
        <translation>Processor Sharing</translation>
    </message>
    <message>
        <source>All running requests at once, as an operating system does.</source>
        <translation>Alle laufenden Anfragen zugleich, wie bei einem Betriebssystem.</translation>
    </message>
    <message>
        <source>First in, first out</source>
        <translation>Der Reihe nach</translation>
    </message>
    <message>
        <source>Each request keeps a core until it is done with it.</source>
        <translation>Jede Anfrage behält einen Kern, bis sie mit ihm fertig ist.</translation>
    </message>
    <message>
        <source>the fair scheduler of Linux</source>
        <translation>der faire Scheduler von Linux</translation>
    </message>
    <message>
        <source>Serial share</source>
        <translation>Serieller Anteil</translation>
    </message>
    <message>
        <source>Share of the work that only one core at a time can do, as under a lock: sigma of the Universal Scalability Law.</source>
        <translation>Anteil der Arbeit, den nur ein Kern auf einmal leisten kann, etwa unter einer Sperre: Sigma des Universal Scalability Law.</translation>
    </message>
    <message>
        <source>Coherence</source>
        <translation>Kohärenz</translation>
    </message>
    <message>
        <source>Cost of each pair of busy cores that has to agree, as a share of the work: kappa of the Universal Scalability Law. Above 0 there is a number of cores from which more do less.</source>
        <translation>Aufwand jedes Paars beschäftigter Kerne, das sich abstimmen muss, als Anteil an der Arbeit: Kappa des Universal Scalability Law. Über 0 gibt es eine Zahl von Kernen, ab der mehr Kerne weniger leisten.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Memory of each instance; not set: never full. kB, MB, GB count in 1024.</source>
        <translation>Speicher jeder Instanz; nicht gesetzt: nie voll. kB, MB, GB zählen zu je 1024.</translation>
    </message>
    <message>
        <source>Memory when idle</source>
        <translation>Speicher im Leerlauf</translation>
    </message>
    <message>
        <source>In use when no request is being served.</source>
        <translation>Belegt, wenn keine Anfrage bedient wird.</translation>
    </message>
    <message>
        <source>a runtime with its code and pools</source>
        <translation>eine Laufzeitumgebung mit ihrem Code und ihren Pools</translation>
    </message>
    <message>
        <source>Memory per request</source>
        <translation>Speicher je Anfrage</translation>
    </message>
    <message>
        <source>What each request that has a worker takes beside that, until its reply.</source>
        <translation>Was jede Anfrage mit einem Worker bis zu ihrer Antwort zusätzlich belegt.</translation>
    </message>
    <message>
        <source>stack, buffers and objects of a request</source>
        <translation>Stack, Puffer und Objekte einer Anfrage</translation>
    </message>
    <message>
        <source>When memory is full</source>
        <translation>Bei vollem Speicher</translation>
    </message>
    <message>
        <source>What happens to a request that no longer fits in.</source>
        <translation>Was mit einer Anfrage geschieht, die nicht mehr hineinpasst.</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Abweisen</translation>
    </message>
    <message>
        <source>It is turned away with 503.</source>
        <translation>Sie wird mit 503 abgewiesen.</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neustart</translation>
    </message>
    <message>
        <source>The instance is killed with all it was doing, and comes back after a while.</source>
        <translation>Die Instanz wird mit allem, was sie gerade tat, beendet und kommt nach einer Weile zurück.</translation>
    </message>
    <message>
        <source>Linux kills a process beyond the memory limit of its control group: memory.max in the kernel&apos;s cgroup v2 guide</source>
        <translation>Linux beendet einen Prozess jenseits der Speichergrenze seiner Control Group: memory.max in der cgroup-v2-Anleitung des Kernels</translation>
    </message>
    <message>
        <source>Restart time</source>
        <translation>Neustartdauer</translation>
    </message>
    <message>
        <source>How long an instance that was killed is away.</source>
        <translation>Wie lange eine beendete Instanz fehlt.</translation>
    </message>
    <message>
        <source>a process that loads its code and warms up</source>
        <translation>ein Prozess, der seinen Code lädt und warm wird</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>What the network interface of each instance passes in each direction; not set: no limit.</source>
        <translation>Was die Netzwerkschnittstelle jeder Instanz je Richtung überträgt; nicht gesetzt: unbegrenzt.</translation>
    </message>
    <message>
        <source>Request size</source>
        <translation>Anfragegröße</translation>
    </message>
    <message>
        <source>Bytes of a request, and of what it asks others for, on the wire; replies have their payload.</source>
        <translation>Bytes einer Anfrage, und dessen, was sie bei anderen anfragt, auf der Leitung; Antworten haben ihre Nutzdaten.</translation>
    </message>
    <message>
        <source>a line, some headers and a cookie</source>
        <translation>eine Zeile, einige Header und ein Cookie</translation>
    </message>
    <message>
        <source>Log lines</source>
        <translation>Logzeilen</translation>
    </message>
    <message>
        <source>Lines that each request writes; 0: no log.</source>
        <translation>Zeilen, die jede Anfrage schreibt; 0: kein Log.</translation>
    </message>
    <message>
        <source>Time per line</source>
        <translation>Zeit je Zeile</translation>
    </message>
    <message>
        <source>Time to format and write one line; each instance writes one line at a time.</source>
        <translation>Zeit, um eine Zeile zu formatieren und zu schreiben; jede Instanz schreibt eine Zeile nach der anderen.</translation>
    </message>
    <message>
        <source>one write to a local file, not flushed</source>
        <translation>ein Schreibvorgang in eine lokale Datei, ohne Flush</translation>
    </message>
    <message>
        <source>Logging</source>
        <translation>Protokollierung</translation>
    </message>
    <message>
        <source>Who waits for a line to be written.</source>
        <translation>Wer darauf wartet, dass eine Zeile geschrieben ist.</translation>
    </message>
    <message>
        <source>Synchronous</source>
        <translation>Synchron</translation>
    </message>
    <message>
        <source>The request does, with its worker, behind the lines of the others.</source>
        <translation>Die Anfrage mit ihrem Worker, hinter den Zeilen der anderen.</translation>
    </message>
    <message>
        <source>Buffered, dropped when full</source>
        <translation>Gepuffert, verwirft bei vollem Puffer</translation>
    </message>
    <message>
        <source>Nobody; lines that do not fit into the buffer are lost.</source>
        <translation>Niemand; Zeilen, die nicht in den Puffer passen, gehen verloren.</translation>
    </message>
    <message>
        <source>Buffered, waits when full</source>
        <translation>Gepuffert, wartet bei vollem Puffer</translation>
    </message>
    <message>
        <source>Nobody, unless the buffer has no room.</source>
        <translation>Niemand, solange im Puffer Platz ist.</translation>
    </message>
    <message>
        <source>what Logback&apos;s and Log4j&apos;s file appenders and Python&apos;s logging handlers do</source>
        <translation>was die Datei-Appender von Logback und Log4j und die Logging-Handler von Python tun</translation>
    </message>
    <message>
        <source>Log buffer</source>
        <translation>Logpuffer</translation>
    </message>
    <message>
        <source>Lines the buffer of each instance has room for.</source>
        <translation>Zeilen, für die der Puffer jeder Instanz Platz hat.</translation>
    </message>
    <message>
        <source>Logback&apos;s AsyncAppender, queueSize: 256</source>
        <translation>AsyncAppender von Logback, queueSize: 256</translation>
    </message>
    <message>
        <source>CPU utilization</source>
        <translation>CPU-Auslastung</translation>
    </message>
    <message>
        <source>Share of the cores that was busy, over all instances.</source>
        <translation>Anteil der Kerne, der beschäftigt war, über alle Instanzen.</translation>
    </message>
    <message>
        <source>Workers busy</source>
        <translation>Beschäftigte Worker</translation>
    </message>
    <message>
        <source>Workers with a request, over all instances.</source>
        <translation>Worker mit einer Anfrage, über alle Instanzen.</translation>
    </message>
    <message>
        <source>Requests waiting</source>
        <translation>Wartende Anfragen</translation>
    </message>
    <message>
        <source>Requests that waited for a worker, over all instances.</source>
        <translation>Anfragen, die auf einen Worker warteten, über alle Instanzen.</translation>
    </message>
    <message>
        <source>Requests refused</source>
        <translation>Abgewiesene Anfragen</translation>
    </message>
    <message>
        <source>Requests turned away because the accept queue or the memory was full.</source>
        <translation>Anfragen, die abgewiesen wurden, weil die Annahme-Warteschlange oder der Speicher voll war.</translation>
    </message>
    <message>
        <source>Refused for memory</source>
        <translation>Wegen Speicher abgewiesen</translation>
    </message>
    <message>
        <source>Of those, because the memory was full.</source>
        <translation>Davon, weil der Speicher voll war.</translation>
    </message>
    <message>
        <source>Killed for memory</source>
        <translation>Wegen Speicher beendet</translation>
    </message>
    <message>
        <source>Times an instance was killed because its memory was full.</source>
        <translation>Wie oft eine Instanz beendet wurde, weil ihr Speicher voll war.</translation>
    </message>
    <message>
        <source>No connection in time</source>
        <translation>Keine Verbindung rechtzeitig</translation>
    </message>
    <message>
        <source>Calls that failed because no connection of the link&apos;s pool became free.</source>
        <translation>Aufrufe, die scheiterten, weil im Pool der Verbindung nichts frei wurde.</translation>
    </message>
    <message>
        <source>Log lines dropped</source>
        <translation>Verworfene Logzeilen</translation>
    </message>
    <message>
        <source>Lines lost because the buffer was full.</source>
        <translation>Zeilen, die verloren gingen, weil der Puffer voll war.</translation>
    </message>
    <message>
        <source>Waits for the log</source>
        <translation>Warten auf das Log</translation>
    </message>
    <message>
        <source>Requests that had to wait until a line could go.</source>
        <translation>Anfragen, die warten mussten, bis eine Zeile abgehen konnte.</translation>
    </message>
</context>
<context>
    <name>traffic</name>
    <message>
        <source>Write a time and a rate a line, as 60,1200: seconds, and events per second.</source>
        <translation>Je Zeile eine Zeit und eine Rate schreiben, zum Beispiel 60,1200: Sekunden und Ereignisse pro Sekunde.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time and rate.</source>
        <translation>&quot;%1&quot; besteht nicht aus Zeit und Rate.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not after the line before.</source>
        <translation>&quot;%1&quot; liegt nicht nach der Zeile davor.</translation>
    </message>
    <message>
        <source>Sort the lines by time; each time once.</source>
        <translation>Die Zeilen nach der Zeit sortieren; jede Zeit nur einmal.</translation>
    </message>
    <message>
        <source>There are not two lines in it with a rate above zero among them.</source>
        <translation>Es fehlen zwei Zeilen, darunter eine mit einer Rate über null.</translation>
    </message>
</context>
<context>
    <name>units</name>
    <message>
        <source>Write a time (&quot;2 ms&quot;) or one of &quot;exponential 2 ms&quot;, &quot;lognormal 3 s cv 0.5&quot;, &quot;lognormal p50 2 ms p99 20 ms&quot;, &quot;uniform 1 ms 3 ms&quot;, &quot;erlang 4 mean 2 ms&quot;, &quot;hyperexponential 2 ms scv 4&quot;, &quot;gamma 2 ms cv 0.5&quot;, &quot;pareto alpha 1.5 from 1 ms to 10 s&quot;, &quot;weibull shape 0.7 mean 2 ms&quot;.</source>
        <translation>Eine Zeit angeben (&quot;2 ms&quot;) oder eines von &quot;exponential 2 ms&quot;, &quot;lognormal 3 s cv 0.5&quot;, &quot;lognormal p50 2 ms p99 20 ms&quot;, &quot;uniform 1 ms 3 ms&quot;, &quot;erlang 4 mean 2 ms&quot;, &quot;hyperexponential 2 ms scv 4&quot;, &quot;gamma 2 ms cv 0.5&quot;, &quot;pareto alpha 1.5 from 1 ms to 10 s&quot;, &quot;weibull shape 0.7 mean 2 ms&quot;.</translation>
    </message>
    <message>
        <source>Write &quot;uniform&quot; or &quot;zipf 0.9&quot; (an exponent from 0 to 10).</source>
        <translation>&quot;uniform&quot; oder &quot;zipf 0.9&quot; angeben (ein Exponent von 0 bis 10).</translation>
    </message>
    <message>
        <source>Write true, false or how long a reply stays fresh, such as &quot;60 s&quot;.</source>
        <translation>true, false oder angeben, wie lange eine Antwort frisch bleibt, zum Beispiel &quot;60 s&quot;.</translation>
    </message>
    <message>
        <source>Write &quot;p99 &lt; 200 ms&quot;, &quot;mean &lt; 50 ms&quot;, &quot;errors &lt; 0.1 %&quot; or &quot;throughput &gt; 5k/s&quot;.</source>
        <translation>&quot;p99 &lt; 200 ms&quot;, &quot;mean &lt; 50 ms&quot;, &quot;errors &lt; 0.1 %&quot; oder &quot;throughput &gt; 5k/s&quot; schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: p99 is over 5000 times p50.</source>
        <translation>&quot;%1&quot;: p99 ist mehr als das 5000-Fache von p50.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: the stages are no whole number.</source>
        <translation>&quot;%1&quot;: Die Stufen sind keine ganze Zahl.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: this time must be above zero.</source>
        <translation>&quot;%1&quot;: Diese Zeit muss über null liegen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2 is not between %3 and %4.</source>
        <translation>&quot;%1&quot;: %2 liegt nicht zwischen %3 und %4.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2 is no whole number.</source>
        <translation>&quot;%1&quot;: %2 ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2 is more than %3.</source>
        <translation>&quot;%1&quot;: %2 ist mehr als %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not complete.</source>
        <translation>&quot;%1&quot; ist nicht vollständig.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: the second time must be above the first.</source>
        <translation>&quot;%1&quot;: Die zweite Zeit muss über der ersten liegen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not understood from &quot;%2&quot; on.</source>
        <translation>&quot;%1&quot; ist ab &quot;%2&quot; nicht verständlich.</translation>
    </message>
    <message>
        <source>Write &quot;constant&quot; or one of &quot;ramp 10 % to 200 % over 5 min&quot;, &quot;steps 50 % for 30 s, 100 % for 60 s&quot;, &quot;spike to 500 % at 30 s for 10 s&quot;, &quot;diurnal 20 % to 100 % over 24 h&quot;, &quot;csv traffic.csv&quot;; levels may also be rates, such as 100/s.</source>
        <translation>&quot;constant&quot; schreiben oder eines von &quot;ramp 10 % to 200 % over 5 min&quot;, &quot;steps 50 % for 30 s, 100 % for 60 s&quot;, &quot;spike to 500 % at 30 s for 10 s&quot;, &quot;diurnal 20 % to 100 % over 24 h&quot;, &quot;csv traffic.csv&quot;; Pegel können auch Raten sein, zum Beispiel 100/s.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: no request would ever come.</source>
        <translation>&quot;%1&quot;: Nie käme eine Anfrage.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is longer than a century.</source>
        <translation>&quot;%1&quot; ist länger als ein Jahrhundert.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has both percentages and rates.</source>
        <translation>&quot;%1&quot; enthält sowohl Prozentwerte als auch Raten.</translation>
    </message>
    <message>
        <source>Write all levels in percent of the rate, or all of them as rates, as in &quot;spike from 1k/s to 5k/s at 30 s for 10 s&quot;.</source>
        <translation>Alle Pegel in Prozent der Rate angeben oder alle als Raten, zum Beispiel &quot;spike from 1k/s to 5k/s at 30 s for 10 s&quot;.</translation>
    </message>
    <message>
        <source>Write a duration, such as &quot;10 ms&quot;, &quot;2.5 s&quot; or &quot;1h30m&quot;.</source>
        <translation>Eine Dauer angeben, zum Beispiel &quot;10 ms&quot;, &quot;2.5 s&quot; oder &quot;1h30m&quot;.</translation>
    </message>
    <message>
        <source>Write a rate, such as &quot;500/s&quot;, &quot;5k/s&quot; or &quot;300/min&quot;.</source>
        <translation>Eine Rate angeben, zum Beispiel &quot;500/s&quot;, &quot;5k/s&quot; oder &quot;300/min&quot;.</translation>
    </message>
    <message>
        <source>Write an amount of memory, such as &quot;500 B&quot;, &quot;64 MB&quot; or &quot;2.5 GB&quot;.</source>
        <translation>Eine Speichermenge angeben, zum Beispiel &quot;500 B&quot;, &quot;64 MB&quot; oder &quot;2.5 GB&quot;.</translation>
    </message>
    <message>
        <source>Write a bandwidth, such as &quot;10 Gbit/s&quot; or &quot;500 MB/s&quot;.</source>
        <translation>Eine Bandbreite angeben, zum Beispiel &quot;10 Gbit/s&quot; oder &quot;500 MB/s&quot;.</translation>
    </message>
    <message>
        <source>Write a part of a whole, such as &quot;99.9 %&quot; or 0.999.</source>
        <translation>Einen Anteil angeben, zum Beispiel &quot;99.9 %&quot; oder 0.999.</translation>
    </message>
    <message>
        <source>Write a whole number, such as 8 or &quot;1.2M&quot;.</source>
        <translation>Eine ganze Zahl angeben, zum Beispiel 8 oder &quot;1.2M&quot;.</translation>
    </message>
    <message>
        <source>Write a number, such as 0.9.</source>
        <translation>Eine Zahl angeben, zum Beispiel 0.9.</translation>
    </message>
    <message>
        <source>Write true or false.</source>
        <translation>true oder false angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no unit.</source>
        <translation>&quot;%1&quot; hat keine Einheit.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: &quot;%2&quot; measures something else.</source>
        <translation>&quot;%1&quot;: &quot;%2&quot; misst etwas anderes.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: there is no unit &quot;%2&quot; here.</source>
        <translation>&quot;%1&quot;: Die Einheit &quot;%2&quot; gibt es hier nicht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too large.</source>
        <translation>&quot;%1&quot; ist zu groß.</translation>
    </message>
    <message>
        <source>There is nothing written.</source>
        <translation>Es ist nichts angegeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is negative.</source>
        <translation>&quot;%1&quot; ist negativ.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not begin with a number.</source>
        <translation>&quot;%1&quot; beginnt nicht mit einer Zahl.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not go from large units to small.</source>
        <translation>&quot;%1&quot; geht nicht von großen Einheiten zu kleinen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is less than a nanosecond.</source>
        <translation>&quot;%1&quot; ist weniger als eine Nanosekunde.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is less than a byte.</source>
        <translation>&quot;%1&quot; ist weniger als ein Byte.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is more than the whole, 100 %.</source>
        <translation>&quot;%1&quot; ist mehr als das Ganze, 100 %.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a whole number.</source>
        <translation>&quot;%1&quot; ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither true nor false.</source>
        <translation>&quot;%1&quot; ist weder true noch false.</translation>
    </message>
</context>
<context>
    <name>users</name>
    <message>
        <source>Nothing says what a session asks for.</source>
        <translation>Nichts sagt, was eine Sitzung anfragt.</translation>
    </message>
    <message>
        <source>Write &quot;journey&quot;: [ { &quot;endpoint&quot;: &quot;GET /&quot; }, ... ].</source>
        <translation>&quot;journey&quot;: [ { &quot;endpoint&quot;: &quot;GET /&quot; }, ... ] schreiben.</translation>
    </message>
    <message>
        <source>An open load has no sessions that go anywhere.</source>
        <translation>Eine offene Last hat keine Sitzungen, die einem Ablauf folgen.</translation>
    </message>
    <message>
        <source>Write &quot;load&quot;: &quot;sessions&quot; or &quot;closed&quot;, or leave the journey out: the weights of the endpoints say what is asked for.</source>
        <translation>&quot;load&quot;: &quot;sessions&quot; oder &quot;closed&quot; angeben oder den Ablauf weglassen: Dann bestimmen die Gewichte der Endpunkte, was angefragt wird.</translation>
    </message>
    <message>
        <source>No step of the journey asks for &quot;%1&quot;.</source>
        <translation>Kein Schritt des Ablaufs fragt &quot;%1&quot; an.</translation>
    </message>
    <message>
        <source>Write the endpoint of one of the steps.</source>
        <translation>Den Endpunkt eines der Schritte angeben.</translation>
    </message>
    <message>
        <source>What comes after &quot;%1&quot; adds up to %2.</source>
        <translation>Was auf &quot;%1&quot; folgt, ergibt zusammen %2.</translation>
    </message>
    <message>
        <source>Make it 100 % at most; what is left is the end.</source>
        <translation>Auf höchstens 100 % bringen; der Rest ist das Ende.</translation>
    </message>
    <message>
        <source>There is no endpoint &quot;%1&quot;.</source>
        <translation>Den Endpunkt &quot;%1&quot; gibt es nicht.</translation>
    </message>
    <message>
        <source>Write the name of one of the &quot;endpoints&quot;.</source>
        <translation>Den Namen eines der &quot;endpoints&quot; angeben.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%2&quot;?</source>
        <translation>War &quot;%2&quot; gemeint?</translation>
    </message>
    <message>
        <source>There is both a rate and a profile of rates.</source>
        <translation>Es gibt sowohl eine Rate als auch ein Profil aus Raten.</translation>
    </message>
    <message>
        <source>Leave &quot;rate&quot; out, or write the profile in percent of it; &quot;scale&quot; makes all of it more or less.</source>
        <translation>&quot;rate&quot; weglassen oder das Profil in Prozent davon angeben; &quot;scale&quot; verstärkt oder verringert alles.</translation>
    </message>
    <message>
        <source>A log goes up and down by itself.</source>
        <translation>Ein Log bringt sein Auf und Ab selbst mit.</translation>
    </message>
    <message>
        <source>Leave the profile out, or the log.</source>
        <translation>Das Profil oder das Log weglassen.</translation>
    </message>
    <message>
        <source>Batches of %1 requests cannot all be of one size.</source>
        <translation>Batches zu %1 Anfragen können nicht alle gleich groß sein.</translation>
    </message>
    <message>
        <source>Write a whole number, or &quot;batch&quot;: { &quot;sizes&quot;: &quot;geometric&quot; }.</source>
        <translation>Eine ganze Zahl oder &quot;batch&quot;: { &quot;sizes&quot;: &quot;geometric&quot; } angeben.</translation>
    </message>
    <message>
        <source>No group of clients has a share above zero.</source>
        <translation>Keine Gruppe von Clients hat einen Anteil über null.</translation>
    </message>
    <message>
        <source>Give at least one of them a &quot;share&quot;.</source>
        <translation>Mindestens einer davon einen &quot;share&quot; geben.</translation>
    </message>
    <message>
        <source>A log says itself who asks when.</source>
        <translation>Ein Log sagt selbst, wer wann anfragt.</translation>
    </message>
    <message>
        <source>Leave &quot;load&quot; out, or the log.</source>
        <translation>&quot;load&quot; oder das Log weglassen.</translation>
    </message>
    <message>
        <source>A closed load has no rate: each user asks again after the reply and some time to think.</source>
        <translation>Eine geschlossene Last hat keine Rate: Jeder Nutzer fragt nach der Antwort und einer Denkzeit erneut an.</translation>
    </message>
    <message>
        <source>Write &quot;users&quot; and &quot;think&quot; instead.</source>
        <translation>Stattdessen &quot;users&quot; und &quot;think&quot; angeben.</translation>
    </message>
    <message>
        <source>There is neither a rate nor a log.</source>
        <translation>Es gibt weder eine Rate noch ein Log.</translation>
    </message>
    <message>
        <source>Write &quot;rate&quot;: &quot;100/s&quot;, or &quot;log&quot; with the path of an access log.</source>
        <translation>&quot;rate&quot;: &quot;100/s&quot; angeben oder &quot;log&quot; mit dem Pfad eines Access-Logs.</translation>
    </message>
    <message>
        <source>There is both a rate and a log.</source>
        <translation>Es gibt sowohl eine Rate als auch ein Log.</translation>
    </message>
    <message>
        <source>Keep one of them; &quot;speed&quot; makes a log faster or slower.</source>
        <translation>Eines davon behalten; &quot;speed&quot; macht ein Log schneller oder langsamer.</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Where requests come from: a rate, or a log replayed.</source>
        <translation>Woher die Anfragen kommen: eine Rate oder ein abgespieltes Log.</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>What makes the users ask.</source>
        <translation>Was die Nutzer anfragen lässt.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Requests come at their rate, whether or not earlier ones have been answered.</source>
        <translation>Anfragen kommen mit ihrer Rate, ob frühere beantwortet sind oder nicht.</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Sessions begin at their rate; each makes its journey, one request after the reply to the one before.</source>
        <translation>Sitzungen beginnen mit ihrer Rate; jede durchläuft ihren Ablauf, eine Anfrage jeweils nach der Antwort auf die vorige.</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>A fixed number of users, each of whom asks, waits, thinks and asks again.</source>
        <translation>Eine feste Zahl von Nutzern; jeder fragt an, wartet, denkt nach und fragt erneut an.</translation>
    </message>
    <message>
        <source>Users of another load are other users; those under way belong to this one. Draw two nodes and change their &quot;scale&quot;.</source>
        <translation>Nutzer einer anderen Last sind andere Nutzer; die schon aktiven gehören zu dieser. Zwei Knoten zeichnen und ihre &quot;scale&quot; ändern.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Requests per second of all of them together, or sessions that begin.</source>
        <translation>Anfragen pro Sekunde aller Nutzer zusammen oder beginnende Sitzungen.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skalierung</translation>
    </message>
    <message>
        <source>The load is that many times what rate and profile say; 0 is a pause.</source>
        <translation>Faktor auf das, was Rate und Profil angeben; 0 ist eine Pause.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>How the load goes up and down, in percent of the rate: &quot;constant&quot;, &quot;ramp 10 % to 200 % over 5 min&quot;, &quot;steps 50 % for 30 s, 100 % for 60 s&quot;, &quot;spike to 500 % at 30 s for 10 s&quot;, &quot;diurnal 20 % to 100 % over 24 h&quot;. Without a rate also in rates, &quot;ramp 100/s to 10k/s over 5 min&quot;, or from a file of times and rates, &quot;csv traffic.csv&quot;.</source>
        <translation>Wie die Last steigt und fällt, in Prozent der Rate: &quot;constant&quot;, &quot;ramp 10 % to 200 % over 5 min&quot;, &quot;steps 50 % for 30 s, 100 % for 60 s&quot;, &quot;spike to 500 % at 30 s for 10 s&quot;, &quot;diurnal 20 % to 100 % over 24 h&quot;. Ohne Rate auch in Raten, &quot;ramp 100/s to 10k/s over 5 min&quot;, oder aus einer Datei mit Zeiten und Raten, &quot;csv traffic.csv&quot;.</translation>
    </message>
    <message>
        <source>Its times count from the beginning of the run. Change &quot;rate&quot; or &quot;scale&quot;.</source>
        <translation>Seine Zeiten zählen vom Beginn des Laufs an. &quot;rate&quot; oder &quot;scale&quot; ändern.</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>How requests follow each other.</source>
        <translation>Wie Anfragen aufeinander folgen.</translation>
    </message>
    <message>
        <source>Poisson</source>
        <translation>Poisson</translation>
    </message>
    <message>
        <source>Many people who know nothing of each other.</source>
        <translation>Viele Menschen, die nichts voneinander wissen.</translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation>Deterministisch</translation>
    </message>
    <message>
        <source>Evenly spaced, as from a load tester with a fixed rate.</source>
        <translation>In gleichen Abständen, wie von einem Lasttest mit fester Rate.</translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation>Bursts</translation>
    </message>
    <message>
        <source>Poisson at a rate that changes at random between bursts and calm; &quot;burst&quot; says how.</source>
        <translation>Poisson mit einer Rate, die zufällig zwischen Burst und Ruhe wechselt; &quot;burst&quot; sagt, wie.</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>Several at once, batches as Poisson arrivals; &quot;batch&quot; says how many.</source>
        <translation>Mehrere auf einmal, die Batches mit Poisson-Ankünften; &quot;batch&quot; sagt, wie viele.</translation>
    </message>
    <message>
        <source>the limit of many independent sources (Palm-Khintchine theorem)</source>
        <translation>der Grenzfall vieler unabhängiger Quellen (Satz von Palm und Chintschin)</translation>
    </message>
    <message>
        <source>Burst factor</source>
        <translation>Burst-Faktor</translation>
    </message>
    <message>
        <source>Rate in a burst over the rate outside; the mean over time is the rate that is set.</source>
        <translation>Rate im Burst im Verhältnis zur Rate außerhalb; der zeitliche Mittelwert ist die gesetzte Rate.</translation>
    </message>
    <message>
        <source>an order of magnitude</source>
        <translation>eine Größenordnung</translation>
    </message>
    <message>
        <source>Burst length</source>
        <translation>Burst-Dauer</translation>
    </message>
    <message>
        <source>Mean length of a burst, exponentially distributed.</source>
        <translation>Mittlere Dauer eines Bursts, exponentiell verteilt.</translation>
    </message>
    <message>
        <source>measure your own</source>
        <translation>selbst messen</translation>
    </message>
    <message>
        <source>Time between bursts</source>
        <translation>Zeit zwischen Bursts</translation>
    </message>
    <message>
        <source>Mean time from the end of a burst to the next, exponentially distributed.</source>
        <translation>Mittlere Zeit vom Ende eines Bursts bis zum nächsten, exponentiell verteilt.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batch-Größe</translation>
    </message>
    <message>
        <source>Requests that come at once, on the average.</source>
        <translation>Anfragen, die im Durchschnitt auf einmal kommen.</translation>
    </message>
    <message>
        <source>Batch sizes</source>
        <translation>Batch-Größen</translation>
    </message>
    <message>
        <source>How the sizes of batches are distributed.</source>
        <translation>Wie die Größen der Batches verteilt sind.</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>Fest</translation>
    </message>
    <message>
        <source>All of the same size.</source>
        <translation>Alle gleich groß.</translation>
    </message>
    <message>
        <source>Geometric</source>
        <translation>Geometrisch</translation>
    </message>
    <message>
        <source>From one on, each size less likely than the one before.</source>
        <translation>Von eins an, jede Größe weniger wahrscheinlich als die vorige.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>How many different clients there are; each request comes from one of them.</source>
        <translation>Wie viele verschiedene Clients es gibt; jede Anfrage kommt von einem davon.</translation>
    </message>
    <message>
        <source>How many there are in a closed load.</source>
        <translation>Wie viele es bei geschlossener Last gibt.</translation>
    </message>
    <message>
        <source>Think time</source>
        <translation>Denkzeit</translation>
    </message>
    <message>
        <source>Time from a reply to the next request of the same user, in sessions and closed loads.</source>
        <translation>Zeit von einer Antwort bis zur nächsten Anfrage desselben Nutzers, bei Sitzungen und geschlossener Last.</translation>
    </message>
    <message>
        <source>TPC-W 1.8, clause 5.3: exponential, mean 7 s</source>
        <translation>TPC-W 1.8, Abschnitt 5.3: exponentiell, Mittelwert 7 s</translation>
    </message>
    <message>
        <source>Journey</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>What a session asks for, from the first step on. Users of a closed load begin again at its end; without one they choose by the weights of the endpoints.</source>
        <translation>Was eine Sitzung anfragt, vom ersten Schritt an. Nutzer einer geschlossenen Last beginnen am Ende von vorn; ohne Ablauf wählen sie nach den Gewichten der Endpunkte.</translation>
    </message>
    <message>
        <source>Sessions under way stand at its steps. Draw users with another journey and change the &quot;scale&quot; of both.</source>
        <translation>Laufende Sitzungen stehen an seinen Schritten. Nutzer mit einem anderen Ablauf zeichnen und die &quot;scale&quot; beider ändern.</translation>
    </message>
    <message>
        <source>Client mix</source>
        <translation>Client-Mix</translation>
    </message>
    <message>
        <source>Groups of clients with a latency and bandwidth of their own; each client is always of the same group.</source>
        <translation>Gruppen von Clients mit eigener Latenz und Bandbreite; jeder Client gehört immer zur selben Gruppe.</translation>
    </message>
    <message>
        <source>Each client is of one group for good. Draw users with another mix and change the &quot;scale&quot; of both.</source>
        <translation>Jeder Client gehört fest zu einer Gruppe. Nutzer mit einem anderen Mix zeichnen und die &quot;scale&quot; beider ändern.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>How long a user waits for a reply before giving up, which is counted as status 499; not set: for ever.</source>
        <translation>Wie lange ein Nutzer auf eine Antwort wartet, bevor er aufgibt, was als Status 499 zählt; nicht gesetzt: unbegrenzt.</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>How many times a request is made again after it was refused (429), given up (499) or failed (5xx).</source>
        <translation>Wie oft eine Anfrage wiederholt wird, nachdem sie abgewiesen (429), aufgegeben (499) oder gescheitert (5xx) ist.</translation>
    </message>
    <message>
        <source>Backoff</source>
        <translation>Backoff</translation>
    </message>
    <message>
        <source>Time before the first retry; it doubles from retry to retry.</source>
        <translation>Zeit vor der ersten Wiederholung; sie verdoppelt sich von Wiederholung zu Wiederholung.</translation>
    </message>
    <message>
        <source>as in many client libraries</source>
        <translation>wie in vielen Client-Bibliotheken</translation>
    </message>
    <message>
        <source>Longest backoff</source>
        <translation>Längster Backoff</translation>
    </message>
    <message>
        <source>It doubles no further than that.</source>
        <translation>Weiter verdoppelt er sich nicht.</translation>
    </message>
    <message>
        <source>AWS SDKs, standard retry mode: at most 20 s</source>
        <translation>AWS-SDKs, Standard-Wiederholmodus: höchstens 20 s</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Jitter</translation>
    </message>
    <message>
        <source>How the backoff is spread.</source>
        <translation>Wie der Backoff gestreut wird.</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Anything from nothing to the whole backoff, equally likely.</source>
        <translation>Alles von null bis zum ganzen Backoff, gleich wahrscheinlich.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Always the whole backoff.</source>
        <translation>Immer der ganze Backoff.</translation>
    </message>
    <message>
        <source>Brooker, &quot;Exponential Backoff And Jitter&quot;, AWS Architecture Blog, 2015</source>
        <translation>Brooker, &quot;Exponential Backoff And Jitter&quot;, AWS Architecture Blog, 2015</translation>
    </message>
    <message>
        <source>Access log</source>
        <translation>Access-Log</translation>
    </message>
    <message>
        <source>Path of an access log to replay, from the folder of the design.</source>
        <translation>Pfad eines Access-Logs zum Abspielen, vom Ordner des Entwurfs aus.</translation>
    </message>
    <message>
        <source>A log is read before the run begins. Set it in the design.</source>
        <translation>Ein Log wird vor Beginn des Laufs gelesen. Im Entwurf setzen.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How much faster than it was the log is replayed.</source>
        <translation>Wie viel schneller als ursprünglich das Log abgespielt wird.</translation>
    </message>
    <message>
        <source>Requests sent</source>
        <translation>Gesendete Anfragen</translation>
    </message>
    <message>
        <source>Requests that were sent, answered or not.</source>
        <translation>Anfragen, die gesendet wurden, beantwortet oder nicht.</translation>
    </message>
    <message>
        <source>Tries after the first, of all requests.</source>
        <translation>Versuche nach dem ersten, über alle Anfragen.</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>Tries that a user gave up before the reply.</source>
        <translation>Versuche, die ein Nutzer vor der Antwort aufgab.</translation>
    </message>
    <message>
        <source>Amplification</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>Tries over requests: 1 without retries.</source>
        <translation>Versuche je Anfrage: 1 ohne Wiederholungen.</translation>
    </message>
</context>
<context>
    <name>wiring</name>
    <message>
        <source>It has no worker: messages never leave.</source>
        <translation>Es fehlt ein Worker: Nachrichten kommen nie heraus.</translation>
    </message>
    <message>
        <source>It has no link to send requests over.</source>
        <translation>Es fehlt eine Verbindung, um Anfragen zu senden.</translation>
    </message>
    <message>
        <source>Link it to a worker.</source>
        <translation>Mit einem Worker verbinden.</translation>
    </message>
    <message>
        <source>Link it to a load balancer or server.</source>
        <translation>Mit einem Lastverteiler oder Server verbinden.</translation>
    </message>
    <message>
        <source>Link it to at least one server.</source>
        <translation>Mit mindestens einem Server verbinden.</translation>
    </message>
    <message>
        <source>It passes requests on to one address, here are %1.</source>
        <translation>Anfragen werden an eine Adresse weitergegeben, hier sind es %1.</translation>
    </message>
    <message>
        <source>Users send their requests to one address, here are %1.</source>
        <translation>Nutzer senden ihre Anfragen an eine Adresse, hier sind es %1.</translation>
    </message>
    <message>
        <source>Put a load balancer between.</source>
        <translation>Einen Lastverteiler dazwischensetzen.</translation>
    </message>
    <message>
        <source>It is linked to %1 caches, and nothing says which one keeps what.</source>
        <translation>Verbunden mit %1 Caches, und nichts sagt, welcher was behält.</translation>
    </message>
    <message>
        <source>Keep one of the links.</source>
        <translation>Eine der Verbindungen behalten.</translation>
    </message>
    <message>
        <source>It is linked to %1 databases, and nothing says which one has the rows.</source>
        <translation>Verbunden mit %1 Datenbanken, und nichts sagt, welche die Zeilen hat.</translation>
    </message>
    <message>
        <source>Nothing can call %2: requests begin there.</source>
        <translation>&quot;%2&quot; kann von nichts aufgerufen werden: Dort beginnen die Anfragen.</translation>
    </message>
    <message>
        <source>Turn the link round or leave it out.</source>
        <translation>Die Verbindung umdrehen oder weglassen.</translation>
    </message>
    <message>
        <source>A %1 hands its messages to workers only, not to a %2.</source>
        <translation>Die Art &quot;%1&quot; gibt ihre Nachrichten nur an Worker weiter, nicht an &quot;%2&quot;.</translation>
    </message>
    <message>
        <source>Link it to workers.</source>
        <translation>Mit Workern verbinden.</translation>
    </message>
    <message>
        <source>A %2 takes its jobs from a queue only, not from %1.</source>
        <translation>Die Art &quot;%2&quot; erhält ihre Aufträge nur aus einer Warteschlange, nicht von &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>Put a queue between them.</source>
        <translation>Eine Warteschlange dazwischensetzen.</translation>
    </message>
    <message>
        <source>A %1 does its jobs alone and calls nobody.</source>
        <translation>Die Art &quot;%1&quot; erledigt ihre Aufträge allein und ruft niemanden auf.</translation>
    </message>
    <message>
        <source>%1 send web requests, which a %2 does not understand.</source>
        <translation>Die Art &quot;%1&quot; sendet Web-Anfragen, die &quot;%2&quot; nicht versteht.</translation>
    </message>
    <message>
        <source>Put a server between them.</source>
        <translation>Einen Server dazwischensetzen.</translation>
    </message>
    <message>
        <source>A %1 passes web requests on, which a %2 does not understand.</source>
        <translation>Die Art &quot;%1&quot; gibt Web-Anfragen weiter, die &quot;%2&quot; nicht versteht.</translation>
    </message>
    <message>
        <source>Link the servers behind it to the %2.</source>
        <translation>Die Server dahinter mit &quot;%2&quot; verbinden.</translation>
    </message>
    <message>
        <source>A %1 fetches what it lacks from a database only, not from a %2.</source>
        <translation>Die Art &quot;%1&quot; holt, was ihr fehlt, nur aus einer Datenbank, nicht von &quot;%2&quot;.</translation>
    </message>
    <message>
        <source>Link it to a database, or to nothing.</source>
        <translation>Mit einer Datenbank oder mit nichts verbinden.</translation>
    </message>
    <message>
        <source>A %1 answers and calls nobody.</source>
        <translation>Die Art &quot;%1&quot; antwortet und ruft niemanden auf.</translation>
    </message>
</context>
<context>
    <name>worker</name>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Does jobs that wait in a queue, while nobody waits for their end.</source>
        <translation>Erledigt Aufträge, die in einer Warteschlange warten, während niemand auf ihr Ende wartet.</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>How many run; each is simulated by itself.</source>
        <translation>Wie viele laufen; jede wird für sich simuliert.</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Cores of each instance.</source>
        <translation>Kerne jeder Instanz.</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>Nebenläufigkeit</translation>
    </message>
    <message>
        <source>Jobs that each instance does at once.</source>
        <translation>Aufträge, die jede Instanz zugleich erledigt.</translation>
    </message>
    <message>
        <source>Celery: as many as there are cores</source>
        <translation>Celery: so viele, wie es Kerne gibt</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>CPU-Zeit</translation>
    </message>
    <message>
        <source>Time of one core for one job.</source>
        <translation>Zeit eines Kerns für einen Auftrag.</translation>
    </message>
    <message>
        <source>measure your own</source>
        <translation>selbst messen</translation>
    </message>
    <message>
        <source>CPU utilization</source>
        <translation>CPU-Auslastung</translation>
    </message>
    <message>
        <source>Share of the cores that was busy, over all instances.</source>
        <translation>Anteil der Kerne, der beschäftigt war, über alle Instanzen.</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Age in ms of a job when it is begun, from the birth of its request.</source>
        <translation>Alter eines Auftrags in ms bei seinem Beginn, gerechnet ab der Entstehung seiner Anfrage.</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>The same when it is done.</source>
        <translation>Dasselbe bei seiner Erledigung.</translation>
    </message>
</context>
</TS>
