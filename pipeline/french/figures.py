"""
Public figures in their national role: heads of state, ministers, authors, artists, champions. Their names stay.

A figure whose name a school or a street bears is not one there (staying.py looks at the word before). Surnames stand
alone only where few people bear them or the figure is known by it.

Origin: compiled by hand for this project, November 2026; licence: that of the project. Folded, hyphens as blanks.
"""

from __future__ import annotations

from typing import Final

from pipeline.french.lists import phrases_of

PUBLIC_FIGURES: Final = phrases_of(
    """
    commandant cousteau; cousteau; jacques yves cousteau; michel debre; genevieve de gaulle; bernard arnault; brigitte bardot; jean pierre pernaut;
    emmanuel macron; macron; francois hollande; hollande; nicolas sarkozy; sarkozy; jacques chirac;
    chirac; francois mitterrand; mitterrand; giscard; valery giscard d estaing; pompidou;
    georges pompidou; de gaulle; general de gaulle; charles de gaulle; le pen; marine le pen;
    jean marie le pen; melenchon; jean luc melenchon; bardella; jordan bardella; zemmour; eric zemmour;
    manuel valls; valls; edouard philippe; jean castex; castex; elisabeth borne; gabriel attal; attal;
    michel barnier; barnier; francois bayrou; bayrou; lecornu; lionel jospin; jospin; alain juppe; juppe;
    rocard; michel rocard; simone veil; robert badinter; badinter; jean louis borloo; borloo;
    martine aubry; aubry; segolene royal; dominique de villepin; villepin; raffarin; fillon; darmanin;
    blanquer; olivier veran; macronie; trump; donald trump; obama; barack obama; poutine;
    vladimir poutine; zelensky; merkel; angela merkel; thatcher; bouteflika; ben ali; erdogan;
    abbe pierre; l abbe pierre; soeur emmanuelle; joseph wresinski; wresinski; coluche; zidane; mbappe;
    kylian mbappe; jul; johnny hallyday; bourdieu; pierre bourdieu; foucault; michel foucault; durkheim;
    emile durkheim; max weber; goffman; erving goffman; robert castel; castel; serge paugam; paugam;
    amartya sen; karl marx; marx; freud; lacan; dolto; francoise dolto; piaget; latour; bruno latour;
    becker; howard becker; anselm strauss; paulo freire; freire; saul alinsky; alinsky; abdelmalek sayad;
    sayad; nancy fraser; axel honneth; honneth; rawls; habermas; de certeau; michel de certeau; ranciere;
    simone de beauvoir; beauvoir; hannah arendt; arendt; levi strauss; claude levi strauss; marcel mauss;
    montaigne; rousseau; voltaire; moliere; napoleon; louis xiv; hitler; staline; gandhi; mandela;
    nelson mandela; martin luther king; che guevara; jeanne d arc; disney; mickey; harry potter; superman;
    batman; bambi; asterix; tintin; pere noel; le pere noel; saint nicolas; jesus christ; la vierge marie;
    don juan; robin des bois; don quichotte; casanova; cendrillon; blanche neige; sherlock holmes; big brother; tour eiffel; gustave eiffel; champs elysees;
    brigitte macron; agnes buzyn; buzyn; stephane le foll; le foll; najat vallaud belkacem; vallaud belkacem; adrien taquet;
    claire hedon; jacques toubon; dominique versini; aurore berge; jean michel blanquer; olivier dussopt; muriel penicaud;
    myriam el khomri; el khomri; marisol touraine; touraine; roselyne bachelot; bachelot; xavier bertrand; bernard kouchner;
    kouchner; laurence rossignol; cecile duflot; duflot; emmanuelle wargon; wargon; julien denormandie; sophie cluzel; cluzel;
    elisabeth guigou; guigou; bernard cazeneuve; cazeneuve; jean marc ayrault; ayrault; benoit hamon; arnaud montebourg;
    christiane taubira; taubira; eric dupond moretti; dupond moretti; gerald darmanin; bruno le maire; bruno retailleau;
    retailleau; francois ruffin; ruffin; marine tondelier; tondelier; raphael glucksmann; glucksmann; anne hidalgo; hidalgo;
    valerie pecresse; pecresse; laurent wauquiez; wauquiez; jean marie le guen; simone weil; robert schuman; jean monnet;
    leon blum; blum; jean jaures; jaures; clemenceau; georges clemenceau; lenine; castro; fidel castro; sankara; thomas sankara;
    bourguiba; ben bella; senghor; cesaire; aime cesaire; frantz fanon; fanon; mobutu; kadhafi; bachar el assad; poutine;
    victor hugo; emile zola; zola; balzac; flaubert; proust; camus; albert camus; sartre; jean paul sartre; prevert; eluard;
    rimbaud; verlaine; baudelaire; annie ernaux; ernaux; edouard louis; didier eribon; eribon; simenon; sherlock;
    georges brassens; brassens; jacques brel; brel; edith piaf; piaf; aznavour; charles aznavour; goldman; jean jacques goldman;
    francis cabrel; cabrel; renaud sechan; mylene farmer; dalida; claude francois; michel sardou; sardou; aya nakamura;
    booba; orelsan; stromae; celine dion; mozart; bach; beethoven; django reinhardt; manitas de plata; bob marley;
    michael jackson; kendji girac; kendji; louis de funes; de funes; gad elmaleh; jamel debbouze; omar sy; depardieu;
    malik oussekine; zyed et bouna; adama traore; nahel merzouk; marc bloch; jean moulin; lucie aubrac; olympe de gouges;
    louise michel; rosa parks; martin luther; galilee; einstein; darwin; pasteur; marie curie; van gogh; picasso;
    leonard de vinci; michel drucker; cyril hanouna; hanouna; thierry beccaria; philippe etchebest; cristiano ronaldo; messi;
    ronaldo; neymar; griezmann; platini; maradona; karim benzema; benzema; didier deschamps; teddy riner; tony parker;
    yasmine siblot; siblot; nicolas duvoux; duvoux; vincent dubois; julien damon; patrick declerck; declerck; philippe warin;
    michael lipsky; lipsky; norbert elias; baptiste coulmont; coulmont; zolesio; beliard; eideliman; isabelle astier;
    francois dubet; dubet; alain touraine; bernard lahire; lahire; stephane beaud; beaud; gerard mauger; mauger; loic wacquant; warin;
    wacquant; olivier schwartz; florence weber; edgar morin; bruno karsenti; luc boltanski; boltanski; laurent thevenot;
    jacques donzelot; donzelot; robert lafore; michel autes; colette petonnet; petonnet; francoise dubost; danilo martuccelli;
    martuccelli; francois de singly; de singly; irene thery; thery; jean claude kaufmann; pierre rosanvallon; rosanvallon;
    georg simmel; simmel; marcel gauchet; gaston bachelard; bachelard; paul ricoeur; ricoeur; emmanuel levinas; levinas;
    hegel; kant; nietzsche; spinoza; descartes; platon; aristote; socrate; carl rogers; winnicott; bowlby; john bowlby;
    boris cyrulnik; cyrulnik; francoise heritier; elinor ostrom; ostrom; esther duflo; thomas piketty; piketty; rosa hartmut;
    hartmut rosa; joan tronto; tronto; carol gilligan; gilligan; judith butler; spivak; edward said; stuart hall; glaser;
    kaufmann et peneff; jean peneff; peneff; daniel bertaux; bertaux; max horkheimer; theodor adorno; adorno; gilles deleuze;
    deleuze; jacques derrida; derrida; jacques ranciere; cornelius castoriadis; castoriadis; paul virilio; ivan illich; illich;
    fernand deligny; deligny; fernand oury; jean oury; francois tosquelles; tosquelles; celestin freinet; freinet;
    maria montessori; montessori; steiner; laure pitti; kimberle crenshaw; crenshaw; claude dubar; dubar; renaud sainsaulieu;
    sainsaulieu; michel crozier; crozier; friedberg; philippe zarifian; yves clot; christophe dejours; dejours
    """
)
