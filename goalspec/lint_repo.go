package goalspec

func (l *linter) repository() {}
