-- The demo's source database: what a shop keeps elsewhere, to be joined with the lake's tables through Trino.
-- Runs at every start, so it changes nothing that is there. The rows go in once, with the table.
SET ROLE source;

CREATE TABLE IF NOT EXISTS public.fornecedores (
    id     integer PRIMARY KEY,
    nome   text    NOT NULL,
    cidade text    NOT NULL,
    uf     char(2) NOT NULL
);

CREATE TABLE IF NOT EXISTS public.fornecimentos (
    id_produto    bigint         PRIMARY KEY,
    id_fornecedor integer        NOT NULL REFERENCES public.fornecedores,
    custo         numeric(10, 2) NOT NULL CHECK (custo >= 0),
    prazo_dias    smallint       NOT NULL
);

INSERT INTO public.fornecedores (id, nome, cidade, uf)
SELECT * FROM (VALUES
    (1, 'Tecidos Aurora Ltda.',      'Blumenau',      'SC'),
    (2, 'Eletro Norte S.A.',         'Manaus',        'AM'),
    (3, 'Papelaria São Bento',       'Belo Horizonte', 'MG'),
    (4, 'Cerâmica Porto Ferreira',   'Porto Ferreira', 'SP'),
    (5, 'Couros do Vale ME',         'Novo Hamburgo',  'RS')
) AS linhas
WHERE NOT EXISTS (SELECT FROM public.fornecedores);

INSERT INTO public.fornecimentos (id_produto, id_fornecedor, custo, prazo_dias)
SELECT id, 1 + id % 5, round(5 + (id * 37 % 900) / 7.0, 2), 2 + id % 19
FROM generate_series(1, 200) AS produto (id)
WHERE NOT EXISTS (SELECT FROM public.fornecimentos);
