#!/usr/bin/python3
"""Each lint can fail: it is fed a tree that is right, then one with a single thing wrong.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import importlib.util
import pathlib
import shutil
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
HEAD = '/* Something. */\n/* SPDX-License-Identifier: GPL-3.0-or-later */\n'
HEADER = HEAD + '#pragma once\n'
PROJECT = HERE.parents[1]


def load(name):
    spec = importlib.util.spec_from_file_location(name.replace('-', '_'), HERE / f'{name}.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class LintCase(unittest.TestCase):
    """A tree in a folder of its own, and the lint under test."""

    lint = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.module = load(self.lint) if self.lint else None

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')

    def assert_clean(self):
        self.assertEqual(self.module.check(self.root), [])

    def assert_says(self, words):
        problems = self.module.check(self.root)
        self.assertTrue(any(words in problem for problem in problems), (words, problems))


class Layers(LintCase):
    lint = 'check-layers'

    def setUp(self):
        super().setUp()
        self.write('src/base/id.h', HEADER)
        self.write('src/store/search.h', HEADER + '#include "base/id.h"\n')
        self.write('src/store/search.c', HEAD + '#include "store/search.h"\n#include <sqlite3.h>\n')
        self.write('src/sync/engine.h', HEADER + '#include "store/search.h"\n')

    def test_clean(self):
        self.assert_clean()

    def test_upwards(self):
        self.write('src/base/id.c', HEAD + '#include "store/search.h"\n')
        self.assert_says('base/ (floor 0) may not see store/')

    def test_sideways(self):
        self.write('src/wire/batch.h', HEADER)
        self.write('src/store/log.c', HEAD + '#include "wire/batch.h"\n')
        self.assert_says('store/ (floor 2) may not see wire/')

    def test_without_folder(self):
        self.write('src/base/id.c', HEAD + '#include "id.h"\n')
        self.assert_says('does not say its folder')

    def test_library(self):
        self.write('src/sync/engine.c', HEAD + '#include <sqlite3.h>\n')
        self.assert_says('<sqlite3.h> belongs to')
        self.write('src/sync/engine.c', HEAD + '#include <gtk/gtk.h>\n')
        self.assert_says('<gtk/gtk.h> belongs to app only')

    def test_private(self):
        self.write('src/store/log-private.h', HEADER)
        self.write('src/sync/engine.c', HEAD + '#include "store/log-private.h"\n')
        self.assert_says('private to store/')

    def test_commented_include_is_none(self):
        self.write('src/base/id.c', HEAD + '/*\n#include "store/search.h"\n*/\n')
        self.assert_clean()

    def test_ring(self):
        self.write('src/store/log.c', HEAD + '#include "store/search.h"\n')
        self.write('src/store/log.h', HEADER)
        self.assert_clean()
        self.write('src/store/search.c', HEAD + '#include "store/log.h"\n')
        self.assert_says('need each other')
        self.write('src/store/search.c', HEAD + '#include "store/log-private.h"\n')
        self.write('src/store/log-private.h', HEADER + '#include "store/search.h"\n')
        self.assert_clean()

    def test_main(self):
        self.write('src/cli/main.c', HEAD + 'int\nmain (void)\n{\n  return 0;\n}\n')
        self.assert_clean()
        self.write('src/cli/main.c', HEAD + 'static int\nhelp (void)\n{\n  return 0;\n}\n')
        self.assert_says('main.c holds help')


class Sizes(LintCase):
    lint = 'check-sizes'

    def write_function(self, lines):
        self.write('src/base/a.c', HEAD + 'void\nev_a (void)\n{\n' + '  a ();\n' * lines + '}\n')

    def test_function(self):
        self.write_function(58)
        self.assert_clean()
        self.write_function(59)
        self.assert_says('ev_a has 61 lines')

    def test_file(self):
        self.write('src/base/a.h', HEADER + '\n' * 600)
        self.assert_says('603 lines')


class Format(LintCase):
    lint = 'check-format'

    def setUp(self):
        super().setUp()
        shutil.copy(PROJECT / '.clang-format', self.root)

    def test_form(self):
        self.write('src/base/a.c', 'int\nev_a (void)\n{\n  return 0;\n}\n')
        try:
            self.assert_clean()
        except self.module.common.Skip as reason:
            self.skipTest(str(reason))
        self.write('src/base/a.c', 'int ev_a(void) { return 0; }\n')
        self.assert_says('not formatted')


class Text(LintCase):
    lint = 'check-text'

    def test_clean(self):
        self.write('src/base/a.c', HEAD + '/* no goto here */ const char *a = "strcpy (a, b)";\n')
        self.assert_clean()

    def test_wrong(self):
        for code, words in [
                ('strcpy (a, b);', 'strcpy() is a trap'),
                ('system ("ls");', 'system() is a trap'),
                ('goto out;', 'goto'),
                ('/* TODO: more */', 'left for later'),
                ('open ("/home/a/b");', 'a path of one machine'),
                ('open ("/tmp/a");', 'a path of one machine'),
                ('a (); ', 'blanks at the end')]:
            with self.subTest(code):
                self.write('src/base/a.c', HEAD + code + '\n')
                self.assert_says(words)

    def test_head(self):
        self.write('src/base/a.c', '#include <glib.h>\n')
        self.assert_says('does not say what the file is for')
        self.assert_says('SPDX')


class Headers(LintCase):
    lint = 'check-headers'

    def test_clean(self):
        self.write('src/base/a.h', HEADER + '/* Does it. */\nvoid ev_a (void);\nvoid ev_b (int a,\n'
                   '           int b);\n\ntypedef struct {\n  int (*now) (void *data);\n} EvA;\n')
        self.assert_clean()

    def test_no_contract(self):
        self.write('src/base/a.h', HEADER + '\nchar *ev_a (void);\n')
        self.assert_says('ev_a has no contract comment')

    def test_prefix(self):
        self.write('src/base/a.h', HEADER + '/* Does it. */\nvoid do_it (void);\n')
        self.assert_says('lacks the prefix')

    def test_once(self):
        self.write('src/base/a.h', HEAD + 'struct a;\n')
        self.assert_says('#pragma once')


class Commits(LintCase):
    lint = 'check-commits'

    def test_subjects(self):
        for subject, good in [('store: keep a change that was refused', True),
                              ('store, wire: keep what was refused', True),
                              ('Keep a change', False), ('store:', False),
                              ('store: keep it.', False), ('store: ' + 'x' * 100, False)]:
            with self.subTest(subject):
                self.assertEqual(self.module.wrong(subject) is None, good)

    def test_outside_git(self):
        with self.assertRaises(self.module.common.Skip):
            self.module.check(self.root)


class Templates(LintCase):
    lint = 'check-templates'
    good_ui = '''<interface>
  <template class="EvPage" parent="AdwBin"><child><object class="GtkButton" id="ok">
    <property name="label" translatable="yes">Save</property>
    <property name="action-name">page.save</property>
    <signal name="clicked" handler="save_cb"/>
  </object></child></template>
  <object class="GtkShortcutsShortcut"><property name="accelerator">&lt;Primary&gt;s</property></object>
</interface>'''
    good_code = HEAD + '''G_DEFINE_FINAL_TYPE (EvPage, ev_page, ADW_TYPE_BIN)
  gtk_widget_class_set_template_from_resource (klass, "/org/evidenca/page.ui");
  gtk_widget_class_bind_template_child (klass, EvPage, ok);
  gtk_widget_class_install_action (klass, "page.save", NULL, save_cb);
  { "page.save", "<Ctrl>s" },
'''
    list_xml = '<gresources><gresource><file>page.ui</file></gresource></gresources>'

    def setUp(self):
        super().setUp()
        self.write('ui/evidenca.gresource.xml', self.list_xml)
        self.write('ui/page.ui', self.good_ui)
        self.write('src/app/page.c', self.good_code)

    def test_clean(self):
        self.assert_clean()

    def test_wrong_code(self):
        for old, words in [('G_DEFINE_FINAL_TYPE (EvPage', 'no class EvPage'),
                           ('page.ui', 'no class takes its template'),
                           ('page.save', 'no action page.save'),
                           ('save_cb', 'no function save_cb'),
                           ('EvPage, ok', 'binds the child other'),
                           ('<Ctrl>s', 'the shortcut <Primary>s is shown and not bound')]:
            with self.subTest(old):
                new = 'EvPage, other' if old == 'EvPage, ok' else 'other'
                self.write('src/app/page.c', self.good_code.replace(old, new))
                self.assert_says(words)

    def test_keys(self):
        self.write('src/app/page.c', self.good_code + '{ "page.save", "<Alt>4" },\n')
        self.assert_says('the shortcut alt+4 is bound and not shown')
        self.write('ui/page.ui', self.good_ui.replace('Primary&gt;s', 'Primary&gt;s &lt;Alt&gt;3...5'))
        self.assert_says('is shown and not bound')
        self.write('src/app/page.c', self.good_code + '{ "page.save", "<Alt>3", "<Alt>4", "<Alt>5" },\n')
        self.assert_clean()

    def test_words(self):
        self.write('ui/page.ui', self.good_ui.replace(' translatable="yes"', ''))
        self.assert_says('does not say whether it is translatable')
        self.write('ui/page.ui', self.good_ui.replace('name="label" translatable="yes">Save',
                                                      'name="icon-name">save'))
        self.assert_says('a GtkButton without label')
        self.write('src/app/page.c', self.good_code + 'gtk_label_new ("Saved");\n')
        self.assert_says('"Saved" is not translated')
        self.write('src/app/page.c', self.good_code + 'adw_toast_new (_ ("Saved"));\n')
        self.assertFalse(any('Saved' in problem for problem in self.module.check(self.root)))

    def test_not_listed(self):
        self.write('ui/evidenca.gresource.xml', '<gresources/>')
        self.assert_says('not in the gresource list')


class Lists(LintCase):
    lint = 'check-lists'
    good = 'code,name_sq,name_sr_cyrl,name_sr_latn,name_en\nother,Tjetër,Друго,Drugo,Other\n'

    def setUp(self):
        super().setUp()
        self.write('data/lists/meson.build', "'a.csv'")

    def test_clean(self):
        self.write('data/lists/a.csv', self.good)
        self.assert_clean()

    def test_wrong(self):
        for text, words in [
                (self.good + self.good.splitlines()[1] + '\n', 'stands twice'),
                (self.good.replace('Tjetër', ''), 'no name_sq'),
                (self.good.replace('Drugo', 'Druga'), 'should be "Drugo"'),
                (self.good.replace('Other', 'Оther'), 'Cyrillic letters'),
                (self.good.replace(',Other', ''), 'too few'),
                (self.good.replace('name_en', 'english'), 'lacks the columns')]:
            with self.subTest(words):
                self.write('data/lists/a.csv', text)
                self.assert_says(words)

    def test_not_installed(self):
        self.write('data/lists/b.csv', self.good)
        self.assert_says('not in data/lists/meson.build')


class Po(LintCase):
    lint = 'check-po'
    template = 'msgid ""\nmsgstr ""\n\nmsgid "Save"\nmsgstr ""\n\n' \
               'msgid "%d row"\nmsgid_plural "%d rows"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    catalogue = '''msgid ""
msgstr ""
"Language: sq\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Save"
msgstr "Ruaj"

#, c-format
msgid "%d row"
msgid_plural "%d rows"
msgstr[0] "%d rresht"
msgstr[1] "%d rreshta"
'''

    def problems(self, catalogue):
        self.write('sq.po', catalogue)
        _, template = self.module.po.parse(self.template)
        glossary = self.module.read_glossary(PROJECT / 'tests' / 'fixtures' / 'glossary.csv', 'sq')
        return self.module.check_catalogue(self.root / 'sq.po', 'sq', template, glossary)

    def test_clean(self):
        self.assertEqual(self.problems(self.catalogue), [])

    def test_wrong(self):
        for old, new, words in [
                ('"Ruaj"', '""', 'not translated'),
                ('"Ruaj"', '"Ruaje"', 'the glossary says'),
                ('"Ruaj"', '"Ruaj…"', 'ends otherwise'),
                ('"Ruaj"', '"Ruај"', 'mixes two scripts'),
                ('msgid "Save"', '#, fuzzy\nmsgid "Save"', 'is fuzzy'),
                ('msgid "Save"', 'msgid "Store"', 'is missing'),
                ('msgid "Save"', 'msgid "Store"', 'is in no source'),
                ('%d rreshta', '%s rreshta', 'format'),
                ('n != 1', 'n > 1', 'Plural-Forms is not')]:
            with self.subTest(new):
                self.assertTrue(any(words in problem
                                    for problem in self.problems(self.catalogue.replace(old, new))))

    def test_derived(self):
        (self.root / 'po').mkdir()
        shutil.copy(PROJECT / 'po' / 'derive.sh', self.root / 'po')
        more = '\nmsgid "Delete “%s”…"\nmsgstr "{}"\n'
        self.write('po/sq.po', self.catalogue + more.format('Fshi “%s”…'))
        self.write('po/sr.po', self.catalogue + more.format('Обриши „%s“…'))
        self.assertEqual(self.module.check_derived(self.root), [])
        self.write('po/sr.po', self.catalogue + more.format(''))
        self.assertTrue(self.module.check_derived(self.root))

    def test_potfiles(self):
        self.write('po/POTFILES.in', 'src/app/b.c\n')
        self.write('src/app/a.c', HEAD + '_ ("Save")\n')
        self.write('tools/potfiles', (PROJECT / 'tools' / 'potfiles').read_text(encoding='utf-8'))
        problems = self.module.check_potfiles(self.root)
        self.assertTrue(any('lacks src/app/a.c' in problem for problem in problems))
        self.assertTrue(any('src/app/b.c holds nothing' in problem for problem in problems))


class Results(unittest.TestCase):
    """The counting of tools/test."""

    def setUp(self):
        spec = importlib.util.spec_from_file_location('results',
                                                      PROJECT / 'tests' / 'support' / 'results.py')
        self.module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.module)

    def test_counts(self):
        for test, counts in [
                ({'result': 'OK'}, (1, 0, 0)),
                ({'result': 'FAIL'}, (0, 1, 0)),
                ({'result': 'TIMEOUT'}, (0, 1, 0)),
                ({'result': 'SKIP'}, (0, 0, 1)),
                ({'result': 'OK', 'stdout': '1..2\nok 1 /a\nok 2 /b\n'}, (2, 0, 0)),
                ({'result': 'OK', 'stdout': '1..2\nok 1 /a\nok 2 /b # SKIP no server\n'}, (1, 0, 1)),
                ({'result': 'FAIL', 'stdout': '1..2\nok 1 /a\nnot ok 2 /b\n'}, (1, 1, 0)),
                ({'result': 'ERROR', 'stdout': '1..3\nok 1 /a\nBail out!\n'}, (1, 2, 0)),
                ({'result': 'ERROR', 'stdout': '1..1\nok 1 /a\n'}, (1, 1, 0))]:
            with self.subTest(test):
                self.assertEqual(self.module.count_test(test), counts)


class Scripts(unittest.TestCase):
    """Shell scripts parse."""

    def test_syntax(self):
        for path in [*(PROJECT / 'tools').iterdir(), *(PROJECT / '.ci').iterdir(),
                     *(PROJECT / 'tests' / 'support').glob('*.sh'), PROJECT / 'po' / 'derive.sh']:
            if path.is_file() and path.read_text(encoding='utf-8').startswith('#!/bin/'):
                with self.subTest(path.name):
                    subprocess.run(['bash', '-n', path], check=True)


if __name__ == '__main__':
    unittest.main()
