"""One reader a format: a decoded text goes in, an article comes out, an ArticleError says what was expected."""
