-- What the book's template draws, from the Markdown of `print_markdown.ts`. Ids get their chapter's name before them.
local chapter, known = "", {}
local count = { theorem = 0, proof = 0, figure = 0, table = 0, claim = 0, heading = 0, code = 0 }

local function str(text) return '"' .. text:gsub('[\\"]', "\\%0") .. '"' end
local function label(id) return "#label(" .. str(chapter .. ":" .. id) .. ")" end
local function typst(text) return pandoc.RawBlock("typst", text) end

local function lines(text)
  local all = {}
  for line in (text .. "\n"):gmatch("(.-)\n") do all[#all + 1] = line end
  return all
end

-- The call of a template's function on blocks.
local function call(head, blocks, id)
  local all = pandoc.Blocks({ typst("#" .. head .. "[") })
  all:extend(blocks)
  all:insert(typst("]" .. (id and id ~= "" and label(id) or "")))
  return all
end

local function Meta(meta)
  chapter = pandoc.utils.stringify(meta.chapter)
  for name in pandoc.utils.stringify(meta.names):gmatch("%S+") do known[name] = true end
end

local function CodeBlock(el)
  local kind, line = el.classes[1], lines(el.text)
  if kind == "cell" then return typst("// cell " .. el.text) end
  if kind == "label" then return typst(label(el.text)) end
  if kind == "claim" then
    count.claim = count.claim + 1
    return typst(("#claim(%s, %s, %s, %s)%s"):format(str(line[1]), str(line[2]), str(line[3]), str(line[4]), label("claim-" .. line[1])))
  end
  if kind == "output" then return typst("#output(" .. str(el.text):gsub("\n", "\\n") .. ")") end
  if kind ~= "picture" then count.code = count.code + 1 end
end

local function Div(el)
  local kind = el.classes[1]
  if kind == "theorem" or kind == "proof" then
    count[kind] = count[kind] + 1
    return call(kind, el.content, el.identifier)
  end
  if kind == "figure" then
    count.figure = count.figure + 1
    local line = lines(el.content:remove(1).text)
    return call(("picture(%s, %s, %s)"):format(str(line[2]), line[3], str(line[4])), el.content, line[1])
  end
  if kind == "table" then return call("captioned", el.content) end
end

local function Header() count.heading = count.heading + 1 end

-- How wide a table is at least, in characters: the longest words of its columns, and the gaps.
local function least(el)
  local width = {}
  local function measure(rows)
    for _, row in ipairs(rows) do
      for i, cell in ipairs(row.cells) do
        for word in pandoc.utils.stringify(cell.contents):gmatch("%S+") do
          width[i] = math.max(width[i] or 0, pandoc.text.len(word))
        end
      end
    end
  end
  measure(el.head.rows)
  for _, body in ipairs(el.bodies) do measure(body.body) end
  local sum = 0
  for i = 1, #el.colspecs do sum = sum + (width[i] or 0) + 2 end
  return sum
end

local function Table(el)
  count.table = count.table + 1
  local text = pandoc.write(pandoc.Pandoc({ el }), "typst", { wrap_text = "none" })
  return call("fitted(" .. least(el) .. ")", { typst((text:gsub("align%(center%)", "align(left)", 1))) })
end

local function Link(el)
  if el.target:sub(1, 1) == "#" then
    el.target = "#" .. chapter .. ":" .. el.target:sub(2)
    return el
  end
  if el.target:match("^%a+:") then return nil end
  local notebook, id = el.target:match("^([^#]+)%.ipynb#?(.*)$")
  -- What is not in the book keeps its words alone.
  if not known[notebook or ""] then return el.content end
  el.target = "#" .. notebook .. (id ~= "" and ":" .. id or "")
  return el
end

local function Span(el)
  if #el.content == 0 and el.identifier ~= "" then
    return pandoc.RawInline("typst", "#anchor(" .. str(chapter .. ":" .. el.identifier) .. ");")
  end
end

-- A cell that begins with "+ " is no list; pandoc escapes that at the head of a paragraph alone.
local function Plain(el)
  local first = el.content[1]
  if first and first.t == "Str" and first.text:match("^[-+=/]$") then
    el.content[1] = pandoc.RawInline("typst", "\\" .. first.text)
    return el
  end
end

local function lost(el) error("print has no form for " .. el.t .. " " .. pandoc.utils.stringify(el)) end

local function Pandoc(doc)
  local all = {}
  for kind, n in pairs(count) do all[#all + 1] = kind .. "=" .. n end
  table.sort(all)
  doc.blocks:insert(typst("// census " .. table.concat(all, " ")))
  return doc
end

return {
  { Meta = Meta },
  { Header = Header, CodeBlock = CodeBlock, Table = Table, Plain = Plain, Link = Link, Span = Span, Image = lost },
  { Div = Div },
  { Pandoc = Pandoc },
}
