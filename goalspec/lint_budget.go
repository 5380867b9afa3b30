package goalspec

import (
	"fmt"
	"strings"
)

func (l *linter) limits() {
	over := map[Span][]string{}
	for _, m := range meters {
		if v, most := m.get(l.doc.contract.budget), m.get(l.o.Limits); most > 0 && v > most {
			at := l.doc.facts.meters[m.name].orStart()
			over[at] = append(over[at], fmt.Sprintf("%s=%s (limit %s)", m.name, number(v), number(most)))
		}
	}
	for at, names := range over {
		l.add(overBudget.at(at, "the budget exceeds the operator's limit: %s", strings.Join(names, ", ")))
	}
}
