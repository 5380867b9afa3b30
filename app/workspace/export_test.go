package workspace

// Path is the trusted repository's directory, where tests store what no caller could.
func (r *Repo) Path() string { return r.dir }
