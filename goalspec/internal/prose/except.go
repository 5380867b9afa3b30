package prose

// LeavesOut leads what is left out of something, whether that is forbidden or permitted.
const LeavesOut = `(?:except(?:ing)?(?: for)?|excluding|not including|with the exceptions? of|apart from|aside from|other than|save for|minus|bar)`
